using InspectorHub.Aws;
using InspectorHub.Aws.HubV2;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Core.Tests.Sync;
using InspectorHub.Delivery;
using InspectorHub.Findings.Cis;
using InspectorHub.Sync;

namespace InspectorHub.Core.Tests.Aws;

/// <summary>Answers to a listing that are none, and listings without end: what is not listed must not be taken for gone.</summary>
public sealed class ListingAnswerTests : SyncTest
{
    private const string Caller =
        """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
        <Arn>arn:aws:iam::111122223333:user/a</Arn><UserId>A</UserId><Account>111122223333</Account></GetCallerIdentityResult>
        </GetCallerIdentityResponse>
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"message":"Service Unavailable"}""")]
    [InlineData("""{"findings":null}""")]
    [InlineData("""{"findings":{}}""")]
    [InlineData("""{"Findings":[]}""")]
    [InlineData("""{"findings":[],"nextToken":5}""")]
    [InlineData("""{"findings":[],"nextToken":"again"}""")]
    public async Task An_answer_that_is_no_listing_archives_nothing_and_leaves_the_checkpoint(string body)
    {
        var answer = """{"findings":[]}""";
        using var server = new LoopbackServer(request => LoopbackServer.Answer(
            200, request.Target == "/findings/list" ? answer : Caller, "Date: Fri, 20 Nov 2026 08:00:00 GMT"));
        await SendAsync([new Outbox.OutboundFinding(
            System.Text.Encoding.UTF8.GetBytes(Delivery.Finding.Json(HubId(1))), "eu-central-1", server.Url)]);
        foreach (var isFull in new[] { true, false })
        {
            answer = body;
            var summary = await SyncAsync(server.Url, Options with { IsFull = isFull });
            Assert.Equal((0, 0), (summary!.Findings, summary.Ended));
            Assert.Equal("ACTIVE", StateOf(1));
            Assert.Equal([SyncNoticeKind.Failed], Said.Kinds);
            Assert.Empty(Directory.GetFiles(Folder, "*.checkpoint"));
            Assert.False(Assert.Single(Said.Results).IsListed);
            Said.Notices.Clear();
            Said.Results.Clear();
        }

        // The same finding, by an answer that is one.
        answer = """{"findings":[]}""";
        Assert.Equal(1, (await SyncAsync(server.Url, Options with { IsFull = true }))!.Ended);
    }

    [Theory]
    [InlineData("findings", "findings")]
    [InlineData("members", "members")]
    [InlineData("classic", "findingArns")]
    [InlineData("scans", "scans")]
    [InlineData("targets", "targetResourceAggregations")]
    [InlineData("results", "scanResultDetails")]
    [InlineData("hub", "Findings")]
    [InlineData("hub v2", "Findings")]
    [InlineData("products", "ProductSubscriptions")]
    public async Task Every_listing_wants_its_list_and_an_end(string listing, string member)
    {
        var next = char.IsUpper(member[0]) ? "NextToken" : "nextToken";
        foreach (var body in new[]
        {
            "{}", "[]", "null", $$"""{"{{member}}":null}""", $$"""{"{{member}}":{} }""", $$"""{"{{member}}":[],"{{next}}":5}""",
            $$"""{"{{member}}":[],"{{next}}":"again"}""",
        })
        {
            using var server = new LoopbackServer(_ => LoopbackServer.Answer(200, body));
            var failure = await Assert.ThrowsAsync<AwsException>(() => ListAsync(listing, server.Url));
            Assert.Contains("answered with something other than the service's reply.", failure.Message, StringComparison.Ordinal);
            Assert.True(failure.MayPass);
            Assert.InRange(server.Requests.Count, 1, 2);
        }

        using var sound = new LoopbackServer(_ => LoopbackServer.Answer(200, $$"""{"{{member}}":[]}"""));
        await ListAsync(listing, sound.Url);
        Assert.Single(sound.Requests);
    }

    [Theory]
    [InlineData("<GetCallerIdentityResponse/>")]
    [InlineData("<GetCallerIdentityResponse><GetCallerIdentityResult></GetCallerIdentityResult></GetCallerIdentityResponse>")]
    public async Task A_caller_without_an_account_is_nobody(string body)
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(200, body));
        var failure = await Assert.ThrowsAsync<AwsException>(() => CallerIdentity.GetAsync(Connection(server.Url), Cancel));
        Assert.EndsWith("It does not say whose credentials they are.", failure.Message, StringComparison.Ordinal);
    }

    private static async Task ListAsync(string listing, string url)
    {
        var connection = Connection(url);
        var scan = new CisScan { ScanArn = "arn:aws:inspector2:eu-central-1:111122223333:owner/111122223333/cis-scan/1" };
        using var inspector = new Inspector2Client(connection, "eu-central-1");
        using var classic = new InspectorClassicClient(connection, "eu-central-1");
        using var cis = new CisClient(connection, "eu-central-1");
        using var hub = new SecurityHubClient(connection, "eu-central-1");
        using var hubV2 = new SecurityHubV2Client(connection, "eu-central-1");
        string? token;
        switch (listing)
        {
            case "findings": await EndAsync(inspector.ListFindingsAsync(null, 100, Cancel)); break;
            case "members": await inspector.ListMembersAsync(Cancel); break;
            case "classic": await EndAsync(classic.ListFindingsAsync(null, null, Cancel)); break;
            case "scans": await EndAsync(cis.ListScansAsync(null, Cancel)); break;
            case "targets": await EndAsync(cis.ListTargetsAsync(scan, null, Cancel)); break;
            case "results": await EndAsync(cis.ListResultsAsync(scan, new CisTarget(), null, Cancel)); break;
            case "products": await hub.ListEnabledProductsForImportAsync(Cancel); break;
            case "hub":
                token = null;
                do token = (await hub.GetFindingsAsync(null, 100, token, Cancel)).NextToken;
                while (token is not null);
                break;
            default:
                for (token = ""; token is not null;)
                    token = (await hubV2.GetFindingsAsync(null, newestFirst: true, 100, token.Length == 0 ? null : token, Cancel)).NextToken;
                break;
        }
    }

    private static async Task EndAsync<T>(IAsyncEnumerable<T> listing)
    {
        await foreach (var _ in listing)
        {
        }
    }

    private async Task<DeliverySummary?> SyncAsync(string url, SyncOptions options)
    {
        using var outbox = Open();
        using var sync = new RegionSync(
            Connection(url), options, () => Task.FromResult(new Dispatcher(outbox, _ => Hub, Quick, Observer, Cancel)), Said);
        return await sync.RunAsync(Cancel);
    }

    private static AwsConnection Connection(string url) =>
        new() { Region = "eu-central-1", EndpointUrl = url, AccessKey = "AKIDEXAMPLE", SecretKey = "secret" };
}
