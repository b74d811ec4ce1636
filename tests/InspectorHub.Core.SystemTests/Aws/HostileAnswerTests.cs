using System.Net;
using System.Text;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Common;

namespace InspectorHub.Core.Tests.Aws;

/// <summary>Answers that are meant to harm, or come from somebody else than Security Hub.</summary>
public sealed class HostileAnswerTests
{
    private static readonly ReadOnlyMemory<byte>[] One = [Encoding.UTF8.GetBytes("""{"Id":"a"}""")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Nobody_is_followed_to_another_host(int status)
    {
        using var elsewhere =
            new LoopbackServer(_ => LoopbackServer.Answer(200, """{"SuccessCount":1,"FailedCount":0,"FailedFindings":[]}"""));
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(status, "", $"Location: {elsewhere.Url}/findings/import?secret"));
        using var hub = Hub(server.Url);
        var failure = await Assert.ThrowsAsync<AwsException>(() => hub.BatchImportFindingsAsync(One, Cancel));
        Assert.Equal((HttpStatusCode)status, failure.StatusCode);
        Assert.Null(failure.ErrorCode);
        Assert.Contains($"{status}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("not followed", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AwsException>(() => hub.DescribeHubAsync(Cancel));
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task The_message_of_an_error_is_a_line_however_long_it_is()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(
            400, $$"""{"Message":"{{new string('x', 5_000_000)}}\nmore"}""", "x-amzn-ErrorType: InvalidInputException"));
        using var hub = Hub(server.Url);
        var failure = await Assert.ThrowsAsync<AwsException>(() => hub.BatchImportFindingsAsync(One, Cancel));
        Assert.Equal("InvalidInputException", failure.ErrorCode);
        Assert.InRange(failure.Message.Length, 100, 1200);
        Assert.InRange($"{failure}".Length, 100, 10_000);
    }

    [Fact]
    public async Task What_is_said_of_a_finding_is_a_line_too_and_nothing_that_a_terminal_obeys()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(
            200,
            $$"""
            {"SuccessCount":0,"FailedCount":2,"FailedFindings":[
             {"Id":"a","ErrorCode":"Invalid\u001b[2JInput","ErrorMessage":"No.\r\nWARNING: all is well\u009b31m\u0007"},
             {"Id":"b","ErrorCode":"InvalidInput","ErrorMessage":"{{new string('x', 5_000_000)}}"}]}
            """));
        using var hub = Hub(server.Url);
        var failed = (await hub.BatchImportFindingsAsync([.. One, .. One], Cancel)).FailedFindings;
        Assert.Equal(new FailedFinding("a", "Invalid [2JInput", "No. WARNING: all is well 31m "), failed[0]);
        Assert.Equal("b", failed[1].Id);
        Assert.InRange(failed[1].ErrorMessage.Length, 100, 1200);
    }

    [Fact]
    public async Task The_name_of_an_error_and_what_is_wrong_with_an_answer_are_nothing_that_a_terminal_obeys()
    {
        using var server = new LoopbackServer(
            _ => LoopbackServer.Answer(503, """{"__type":"Service\u001b[2J","message":"\u001b]0;x\u0007busy"}"""));
        using var hub = Hub(server.Url);
        var failure = await Assert.ThrowsAsync<AwsException>(() => hub.BatchImportFindingsAsync(One, Cancel));
        Assert.Equal("Service [2J", failure.ErrorCode);
        Assert.EndsWith(" ]0;x busy.", failure.Message, StringComparison.Ordinal);
    }

    // With bodies that they take for a reply.
    [Theory]
    [InlineData("STS", "<GetCallerIdentityResponse/>")]
    [InlineData("AssumeRole", "<AssumeRoleResponse/>")]
    [InlineData("SQS", "{}")]
    [InlineData("SQS delete", "{}")]
    [InlineData("S3", "text")]
    [InlineData("S3 list", "<ListBucketResult/>")]
    public async Task Nor_is_a_client_that_is_the_SDKs_own(string client, string body)
    {
        foreach (var status in new[] { 301, 302, 303, 307, 308 })
        {
            using var elsewhere = new LoopbackServer(_ => LoopbackServer.Answer(200, body));
            using var server = new LoopbackServer(_ => LoopbackServer.Answer(status, body, $"Location: {elsewhere.Url}/?secret"));
            await Assert.ThrowsAsync<AwsException>(() => CallAsync(client, server.Url));
            Assert.NotEmpty(server.Requests);
            Assert.Empty(elsewhere.Requests);
        }
    }

    private static async Task CallAsync(string client, string url)
    {
        var connection = Connection(url) with { Region = "eu-central-1" };
        switch (client)
        {
            case "STS":
                await CallerIdentity.GetAsync(connection, Cancel);
                break;
            case "AssumeRole":
                using (var hub = new SecurityHubClient(connection with { RoleArn = "arn:aws:iam::111122223333:role/r" }, "eu-central-1"))
                    await hub.DescribeHubAsync(Cancel);
                break;
            case "SQS":
                using (var queue = new FindingQueue(connection, $"{url}/111122223333/queue")) await queue.TakeAsync(TimeSpan.Zero, Cancel);
                break;
            case "SQS delete":
                using (var queue = new FindingQueue(connection, $"{url}/111122223333/queue")) await queue.DeleteAsync(
                    [new QueuedMessage("a", "b", "{}", default)], Cancel);
                break;
            case "S3":
                using (var bucket = new ReportBucket(connection)) await bucket.OpenAsync("s3://bucket/key", Cancel);
                break;
            case "S3 list":
                using (var bucket = new ReportBucket(connection)) await bucket.FindAsync("s3://bucket/key/*", Cancel);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(client));
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(503)]
    public async Task An_answer_without_end_is_given_up(int status)
    {
        // As long as it says it is, it would be 50 GB.
        using var server =
            new LoopbackServer(_ => $"HTTP/1.1 {status} Status\r\nContent-Length: 50000000000\r\n\r\n" + new string(' ', 11_000_000));
        using var hub = Hub(server.Url);
        var failure = await Assert.ThrowsAsync<AwsException>(() => hub.BatchImportFindingsAsync(One, Cancel))
            .WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        Assert.Contains("more than 10 MB", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_the_largest_findings_is_read()
    {
        var finding = $$"""{"Id":"a","Description":"{{new string('x', 240_000)}}"}""";
        using var server = new LoopbackServer(_ =>
            LoopbackServer.Answer(200, $$"""{"Findings":[{{string.Join(',', Enumerable.Repeat(finding, 100))}}]}"""));
        using var hub = Hub(server.Url);
        Assert.Equal(100, (await hub.GetFindingsAsync(null, 100, null, Cancel)).Findings.Count);
    }

    [Fact]
    public async Task A_password_in_an_address_is_shown_and_stored_nowhere()
    {
        var connection = new AwsConnection { Region = "eu-central-1", EndpointUrl = "http://user:p%40ssword@127.0.0.1:9",
            AccessKey = "AKIDEXAMPLE", SecretKey = "secret" };
        Assert.DoesNotContain("ssword", $"{connection}", StringComparison.Ordinal);
        Assert.Equal("http://127.0.0.1:9", SecurityHubClient.FindEndpoint(connection));
        using var hub = new SecurityHubClient(connection, "eu-central-1");
        var failure = await Assert.ThrowsAsync<AwsException>(() => hub.BatchImportFindingsAsync(One, Cancel));
        Assert.DoesNotContain("ssword", $"{failure}", StringComparison.Ordinal);
        Assert.DoesNotContain("ssword", new AwsException("No.",
            new InvalidOperationException("proxy 'http://user:p@ssword@proxy:1/'")).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proxy 'http://user:p@ss@proxy:3128/' says no", "proxy 'http://proxy:3128/' says no")]
    [InlineData("https://host/path?mail=a@b", "https://host/path?mail=a@b")]
    [InlineData("write to a@b, or http://host and c@d", "write to a@b, or http://host and c@d")]
    [InlineData("arn:aws:x and s3://bucket/a@b", "arn:aws:x and s3://bucket/a@b")]
    public void Addresses_are_shown_without_user_and_password(string text, string shown) => Assert.Equal(shown, ShownText.Of(text));

    private static SecurityHubClient Hub(string url) => new(Connection(url), "eu-central-1");

    private static AwsConnection Connection(string url) =>
        new() { EndpointUrl = url, AccessKey = "AKIDEXAMPLE", SecretKey = "secret", SessionToken = "token" };
}
