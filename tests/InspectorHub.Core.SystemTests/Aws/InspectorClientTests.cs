using System.Text.Json;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.Sessions;
using InspectorHub.Findings;

namespace InspectorHub.Core.Tests.Aws;

public sealed class InspectorClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_followed_to_the_last_one_even_when_one_of_them_is_empty()
    {
        using var server = new LoopbackServer(request => LoopbackServer.Answer(200, request.Text switch
        {
            var text when text.Contains("\"two\"") => """{"findings":[],"nextToken":"three"}""",
            var text when text.Contains("\"three\"") => $$"""{"findings":[{{Finding('c')}}]}""",
            _ => $$"""{"findings":[{{Finding('a')}},{{Finding('b')}}],"nextToken":"two"}""",
        }));
        using var client = new Inspector2Client(Connection(server), "eu-central-1");
        var readings = await All(client.ListFindingsAsync(new InspectorFilter().Where("severity", ["HIGH"]).ToJson(), 2, Cancel));
        Assert.All(readings, reading => Assert.True(reading.Problem is null, reading.Problem?.ToString()));
        Assert.Equal(["a", "b", "c"], readings.Select(reading => reading.Finding!.FindingId![^1..]));
        Assert.Equal("""{"maxResults":2,"filterCriteria":{"severity":[{"comparison":"EQUALS","value":"HIGH"}]}}""",
            server.Requests.First().Text);
        Assert.All(server.Requests, request => Assert.Equal("/findings/list", request.Target));
    }

    [Fact]
    public async Task A_page_is_given_before_the_next_one_is_asked_for()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(200, $$"""{"findings":[{{Finding('a')}}],"nextToken":"more"}"""));
        using var client = new Inspector2Client(Connection(server), "eu-central-1");
        await foreach (var page in client.ListFindingsAsync(null, 100, Cancel))
        {
            Assert.Single(page);
            Assert.Single(server.Requests);
            break;
        }
    }

    [Fact]
    public async Task Throttling_is_waited_out()
    {
        var calls = 0;
        using var server = new LoopbackServer(_ => ++calls == 1
            ? LoopbackServer.Answer(429, """{"message":"slow down"}""", "x-amzn-ErrorType: ThrottlingException", "Retry-After: 1")
            : LoopbackServer.Answer(200, """{"findings":[]}"""));
        using var client = new Inspector2Client(Connection(server), "eu-central-1");
        Assert.Empty(await All(client.ListFindingsAsync(null, 100, Cancel)));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Scans_that_are_on_are_named_as_the_API_names_them()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(
            200, """{"accounts":[{"accountId":"1","resourceState":{"ec2":{"status":"ENABLED"},"ecr":{"status":"DISABLED"},"lambdaCode":{"status":"ENABLED"}}}]}"""));
        using var client = new Inspector2Client(Connection(server), "eu-central-1");
        Assert.Equal(["EC2", "LAMBDA_CODE"], await client.GetEnabledScansAsync(Cancel));
    }

    [Fact]
    public async Task Classic_findings_are_described_by_ten_and_those_that_cannot_be_are_problems()
    {
        using var server = new LoopbackServer(request =>
        {
            if (request.Headers["X-Amz-Target"] == "InspectorService.ListFindings")
                return LoopbackServer.Answer(200,
                    JsonSerializer.Serialize(new { findingArns = Enumerable.Range(0, 12).Select(ClassicArn) }));
            using var asked = JsonDocument.Parse(request.Body);
            var arns = asked.RootElement.GetProperty("findingArns").EnumerateArray().Select(arn => arn.GetString()!).ToList();
            var failed = arns.Where(arn => arn == ClassicArn(11))
                .ToDictionary(arn => arn, _ => new { failureCode = "ACCESS_DENIED", retryable = false });
            return LoopbackServer.Answer(200, JsonSerializer.Serialize(new
            {
                findings = arns.Where(arn => !failed.ContainsKey(arn)).Select(arn => new { arn, id = "CVE-1", assetType = "ec2-instance",
                    attributes = Array.Empty<object>(), createdAt = 1, updatedAt = 1.5 }),
                failedItems = failed,
            }));
        });
        using var client = new InspectorClassicClient(Connection(server), "eu-central-1");
        var readings = await All(client.ListFindingsAsync(new ClassicFilter { Severities = ["HIGH"] }.ToJson(), null, Cancel));
        Assert.Equal(11, readings.Count(reading => reading.Finding is not null));
        var problem = Assert.Single(readings, reading => reading.Problem is not null).Problem!;
        Assert.Equal(ClassicArn(11), problem.FindingId);
        Assert.Equal(FindingProblemKind.NotDescribed, problem.Kind);
        Assert.Equal("""{"maxResults":100,"filter":{"severities":["High"]}}""", server.Requests.First().Text);
        Assert.Equal(3, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal("application/x-amz-json-1.1", request.Headers["Content-Type"]));
    }

    private static AwsConnection Connection(LoopbackServer server) =>
        new() { EndpointUrl = server.Url, AccessKey = "AKIDEXAMPLE", SecretKey = "secret" };

    private static string ClassicArn(int number) =>
        $"arn:aws:inspector:eu-central-1:111122223333:target/0-a/template/0-b/run/0-c/finding/0-{number}";

    private static string Finding(char name) =>
        $$"""{"findingArn":"arn:aws:inspector2:eu-central-1:111122223333:finding/{{name}}","awsAccountId":"111122223333","type":"PACKAGE_VULNERABILITY","severity":"HIGH","status":"ACTIVE","title":"CVE-1","description":"d","firstObservedAt":1,"lastObservedAt":2.5,"resources":[{"type":"AWS_EC2_INSTANCE","id":"i-1"}]}""";

    private static async Task<List<FindingReading>> All(IAsyncEnumerable<IReadOnlyList<FindingReading>> pages)
    {
        var all = new List<FindingReading>();
        await foreach (var page in pages) all.AddRange(page);
        return all;
    }
}
