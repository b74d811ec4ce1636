using System.Net;
using System.Text;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Core.Tests.Aws;

public sealed class SecurityHubClientTests
{
    private const string Received = """{"SuccessCount":2,"FailedCount":0,"FailedFindings":[]}""";
    private static readonly ReadOnlyMemory<byte>[] Two =
        [Encoding.UTF8.GetBytes("""{"Id":"a", "Title":"ü \u00fc"}"""), Encoding.UTF8.GetBytes("""{"Id":"b"}""")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_bytes_of_the_findings_go_to_the_wire_as_they_are()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(200, Received));
        using var hub = Hub(server);
        var reply = await hub.BatchImportFindingsAsync(Two, Cancel);
        Assert.Equal(2, reply.SuccessCount);
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /findings/import", $"{request.Method} {request.Target}");
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("""{"Findings":[{"Id":"a", "Title":"ü \u00fc"},{"Id":"b"}]}""", request.Text);
    }

    [Fact]
    public async Task Refused_findings_are_reported_with_the_services_words()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(
            200,
            """{"SuccessCount":1,"FailedCount":1,"FailedFindings":[{"Id":"b","ErrorCode":"InvalidInput","ErrorMessage":"no good"}]}"""));
        using var hub = Hub(server);
        var reply = await hub.BatchImportFindingsAsync(Two, Cancel);
        Assert.Equal(1, reply.FailedCount);
        Assert.Equal(new FailedFinding("b", "InvalidInput", "no good"), Assert.Single(reply.FailedFindings));
    }

    [Fact]
    public async Task An_error_keeps_status_code_wait_and_request_id_and_an_import_is_tried_once()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(
            429, """{"Message":"Rate exceeded","Code":"LimitExceededException"}""", "x-amzn-ErrorType: LimitExceededException:http://x",
            "x-amzn-RequestId: r-1", "Retry-After: 7"));
        using var hub = Hub(server);
        var failure = await Assert.ThrowsAsync<AwsException>(() => hub.BatchImportFindingsAsync(Two, Cancel));
        Assert.Equal(HttpStatusCode.TooManyRequests, failure.StatusCode);
        Assert.Equal("LimitExceededException", failure.ErrorCode);
        Assert.Equal(TimeSpan.FromSeconds(7), failure.RetryAfter);
        Assert.Equal("r-1", failure.RequestId);
        Assert.Contains("Rate exceeded", failure.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_reading_call_is_tried_again_when_throttled()
    {
        var calls = 0;
        using var server = new LoopbackServer(_ => ++calls == 1
            ? LoopbackServer.Answer(429, "{}", "x-amzn-ErrorType: TooManyRequestsException")
            : LoopbackServer.Answer(200, """{"Findings":[{"Id":"a"}],"NextToken":null}"""));
        using var hub = Hub(server);
        var page = await hub.GetFindingsAsync("""{"Id":[]}"""u8.ToArray(), 100, null, Cancel);
        Assert.Equal("a", Assert.Single(page.Findings).Id);
        Assert.Null(page.NextToken);
        Assert.Equal("""{"MaxResults":100,"Filters":{"Id":[]}}""", server.Requests.Last().Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 50\r\nConnection: close\r\n\r\n{\"SuccessCount\":")]
    [InlineData("no HTTP at all\r\nConnection: close\r\n\r\n")]
    public async Task What_is_no_reply_of_the_service_has_no_status(string answer)
    {
        using var server = new LoopbackServer(_ => answer);
        using var hub = Hub(server);
        var failure = await Assert.ThrowsAsync<AwsException>(() => hub.BatchImportFindingsAsync(Two, Cancel));
        Assert.Null(failure.StatusCode);
        Assert.Null(failure.ErrorCode);
    }

    [Fact]
    public async Task Nobody_listening_has_no_status()
    {
        string url;
        using (var gone = new LoopbackServer(_ => "")) url = gone.Url;
        using var hub = new SecurityHubClient(Connection(url), "eu-central-1");
        var failure = await Assert.ThrowsAsync<AwsException>(() => hub.BatchImportFindingsAsync(Two, Cancel));
        Assert.Null(failure.StatusCode);
        Assert.Contains(url, failure.Message);
    }

    [Theory]
    [InlineData("ExpiredTokenException")]
    [InlineData("UnrecognizedClientException")]
    public async Task Credentials_at_fault_are_told_from_missing_permissions(string code)
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(403, """{"message":"no"}""", $"x-amzn-ErrorType: {code}"));
        using var hub = Hub(server);
        Assert.True((await Assert.ThrowsAsync<AwsException>(() => hub.BatchImportFindingsAsync(Two, Cancel))).CredentialsAtFault);
    }

    [Fact]
    public async Task Missing_permission_is_not_the_credentials_fault()
    {
        using var server =
            new LoopbackServer(_ => LoopbackServer.Answer(403, """{"Message":"not authorized","Code":"AccessDeniedException"}"""));
        using var hub = Hub(server);
        var failure = await Assert.ThrowsAsync<AwsException>(() => hub.BatchImportFindingsAsync(Two, Cancel));
        Assert.Equal("AccessDeniedException", failure.ErrorCode);
        Assert.False(failure.CredentialsAtFault);
    }

    [Fact]
    public async Task A_profile_that_is_not_there_is_one_clear_error()
    {
        using var hub = new SecurityHubClient(new AwsConnection { ProfileName = "no-such-profile", EndpointUrl = "http://127.0.0.1:1" },
            "eu-central-1");
        var failure = await Assert.ThrowsAsync<AwsException>(() => hub.BatchImportFindingsAsync(Two, Cancel));
        Assert.Equal(AwsException.NoCredentials, failure.ErrorCode);
        Assert.Contains("no-such-profile", failure.Message);
        Assert.True(failure.CredentialsAtFault);
    }

    [Fact]
    public void What_is_no_Region_is_refused_before_any_call() =>
        Assert.Contains("'Frankfurt'",
            Assert.Throws<AwsException>(() => new SecurityHubClient(Connection("http://127.0.0.1:1"), "Frankfurt")).Message);

    [Fact]
    public async Task Cancelling_a_call_is_no_failure_of_Security_Hub()
    {
        using var cancel = new CancellationTokenSource();
        using var server = new LoopbackServer(_ =>
        {
            cancel.Cancel();
            return LoopbackServer.Answer(503, "");
        });
        using var hub = Hub(server);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hub.BatchImportFindingsAsync(Two, cancel.Token));
    }

    [Fact]
    public async Task Switching_is_idempotent_whatever_it_was_before()
    {
        using var server = new LoopbackServer(request => request.Method == "DELETE"
            ? LoopbackServer.Answer(404, """{"Message":"not there","Code":"ResourceNotFoundException"}""")
            : LoopbackServer.Answer(409, """{"Message":"already","Code":"ResourceConflictException"}"""));
        using var hub = Hub(server);
        Assert.Null(await hub.EnableImportFindingsForProductAsync("arn:aws:securityhub:eu-central-1::product/aws/inspector", Cancel));
        await hub.DisableImportFindingsForProductAsync("arn:aws:securityhub:eu-central-1:111122223333:product-subscription/aws/inspector",
            Cancel);
        await hub.EnableHubAsync(Cancel);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Lists_follow_the_token_to_the_last_page()
    {
        using var server = new LoopbackServer(request => LoopbackServer.Answer(
            200, request.Target.Contains("NextToken=two") ? """{"ProductSubscriptions":["b"],"NextToken":""}"""
                : """{"ProductSubscriptions":["a"],"NextToken":"two"}"""));
        using var hub = Hub(server);
        Assert.Equal(["a", "b"], await hub.ListEnabledProductsForImportAsync(Cancel));
    }

    [Fact]
    public async Task Security_Hub_that_is_off_has_no_hub()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(401,
            """{"Message":"Account 1 is not subscribed to AWS Security Hub","Code":"InvalidAccessException"}"""));
        using var hub = Hub(server);
        Assert.Null(await hub.DescribeHubAsync(Cancel));
    }

    private static AwsConnection Connection(string url) =>
        new() { EndpointUrl = url, AccessKey = "AKIDEXAMPLE", SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };

    private static SecurityHubClient Hub(LoopbackServer server) => new(Connection(server.Url), "eu-central-1");
}
