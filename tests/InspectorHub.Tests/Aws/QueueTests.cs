using System.Text.Json;
using System.Text.Json.Nodes;

namespace InspectorHub.Tests.Aws;

/// <summary>Events from moto's SQS to the emulator's Security Hub.</summary>
public sealed class QueueTests : IDisposable
{
    private readonly ModuleSession session = new();
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Messages_are_deleted_once_Security_Hub_has_answered_and_those_of_no_use_are_set_aside()
    {
        using var moto = await MotoServer.StartAsync();
        var queue = await CreateQueueAsync(moto, "events");
        foreach (var finding in Findings(23)) await SendAsync(moto, queue, Event(finding));
        await SendAsync(moto, queue, """{"detail-type":"something else"}""");
        var result = session.Run(
            """
            $hub = Start-InspectorHubEmulator -Region eu-central-1
            try {
                Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -QueueUrl $args[0] -Verbose
                @(Get-InspectorHubFinding @hub).Count
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            queue,
            folder.File("outbox.db"));
        Assert.Equal(23, result.Output[0].Properties["Received"].Value);
        Assert.Equal(23, result.Output[1].BaseObject);
        Assert.Single(result.Errors);
        var setAside = Assert.Single(Directory.GetFiles(folder.File("unusable-messages")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal((UnixFileMode.UserRead | UnixFileMode.UserWrite, UnixFileMode.None), (File.GetUnixFileMode(setAside), File.GetUnixFileMode(folder.File("unusable-messages")) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)));
        Assert.Contains(result.Verbose, line => line.Contains("95th percentile"));
        Assert.Equal("0 0", await CountAsync(moto, queue));
    }

    [Fact]
    public async Task Each_row_of_the_pipeline_is_a_delivery_of_its_own()
    {
        using var moto = await MotoServer.StartAsync();
        var queues = new[] { await CreateQueueAsync(moto, "first"), await CreateQueueAsync(moto, "second") };
        var findings = Findings(3);
        await SendAsync(moto, queues[0], Event(findings[0]));
        foreach (var finding in findings.Skip(1)) await SendAsync(moto, queues[1], Event(finding));
        var result = session.Run(
            """
            $hub = Start-InspectorHubEmulator -Region eu-central-1
            $hub.Remove('Region')
            try { [pscustomobject]@{ Region = 'eu-central-1'; QueueUrl = $args[0] }, [pscustomobject]@{ Region = 'eu-central-1'; QueueUrl = $args[1] } | Sync-InspectorFindingToHub @hub -OutboxPath $args[2] }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            queues[0],
            queues[1],
            folder.File("outbox.db"));
        Assert.Empty(result.Errors);
        Assert.Equal([1, 2], result.Output.Select(summary => (int)summary.Properties["Received"].Value));
    }

    [Fact]
    public async Task Messages_stay_in_the_queue_while_Security_Hub_does_not_answer()
    {
        using var moto = await MotoServer.StartAsync();
        var queue = await CreateQueueAsync(moto, "events");
        foreach (var finding in Findings(3)) await SendAsync(moto, queue, Event(finding));
        session.Run(
            """
            $hub = Start-InspectorHubEmulator -Region eu-central-1
            $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
            try { $null = Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -QueueUrl $args[0] -TimeoutSec 3 -WarningAction SilentlyContinue -ErrorAction SilentlyContinue }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            queue,
            folder.File("outbox.db"));
        Assert.Equal("0 3", await CountAsync(moto, queue));
    }

    [Fact]
    public async Task Messages_of_an_account_that_denies_access_are_let_go_and_its_refusal_is_said_once()
    {
        using var moto = await MotoServer.StartAsync();
        var queue = await CreateQueueAsync(moto, "events", visibility: 1);
        foreach (var finding in Findings(3)) await SendAsync(moto, queue, Event(finding));
        var result = await SyncWhileDeniedAsync(queue, "-Watch -TimeoutSec 6");
        Assert.Equal(["AccessDeniedException", "FindingsWaiting"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains("tried again every", result.Errors[0].ToString());
        Assert.Equal(3, result.Output[0].Properties["Waiting"].Value);
        Assert.Equal("3 0", await CountAsync(moto, queue));
    }

    [Fact]
    public async Task Without_Watch_the_messages_of_an_account_that_denies_access_do_not_keep_it_going()
    {
        using var moto = await MotoServer.StartAsync();
        var queue = await CreateQueueAsync(moto, "events", visibility: 1);
        foreach (var finding in Findings(25)) await SendAsync(moto, queue, Event(finding));
        await SyncWhileDeniedAsync(queue, "");
        // As long as the queue hides a message.
        await Task.Delay(1100, TestContext.Current.CancellationToken);
        Assert.Equal("25 0", await CountAsync(moto, queue));
    }

    [Fact]
    public void What_is_no_queue_is_one_clear_error()
    {
        var result = session.Run("Sync-InspectorFindingToHub -Region eu-central-1 -AccessKey a -SecretKey b -OutboxPath $args[0] -QueueUrl nonsense", folder.File("outbox.db"));
        Assert.Contains("'nonsense'", Assert.Single(result.Errors).Exception.Message);
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    private JsonArray Findings(int count)
    {
        using var stream = File.OpenRead(FindingsFile.Write(folder.File("findings.json"), count, "eu-central-1", "123456789012"));
        return JsonNode.Parse(stream)!["findings"]!.AsArray();
    }

    private static string Event(JsonNode? finding) => new JsonObject
    {
        ["version"] = "0", ["id"] = "e", ["detail-type"] = "Inspector2 Finding", ["source"] = "aws.inspector2", ["account"] = "123456789012",
        ["time"] = "2026-11-20T08:00:00Z", ["region"] = "eu-central-1", ["detail"] = finding!.DeepClone(),
    }.ToJsonString();

    private static async Task<string> CreateQueueAsync(MotoServer moto, string name, int visibility = 30) =>
        (await CallAsync(moto, "CreateQueue", new JsonObject { ["QueueName"] = name, ["Attributes"] = new JsonObject { ["VisibilityTimeout"] = $"{visibility}" } })).GetProperty("QueueUrl").GetString()!;

    private Task<SessionResult> SyncWhileDeniedAsync(string queue, string parameters) => Task.Run(() => session.Run(
        $$"""
        $hub = Start-InspectorHubEmulator -Region eu-central-1
        $hub.AddFault(@{ Kind = 'Status'; Status = 403; ErrorCode = 'AccessDeniedException'; Operation = 'BatchImportFindings' })
        try { Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -QueueUrl $args[0] {{parameters}} }
        finally { Stop-InspectorHubEmulator $hub }
        """,
        queue,
        folder.File("outbox.db"))).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    private static Task SendAsync(MotoServer moto, string queue, string body) => CallAsync(moto, "SendMessage", new JsonObject { ["QueueUrl"] = queue, ["MessageBody"] = body });

    private static async Task<string> CountAsync(MotoServer moto, string queue)
    {
        var reply = await CallAsync(moto, "GetQueueAttributes", new JsonObject { ["QueueUrl"] = queue, ["AttributeNames"] = new JsonArray("All") });
        var attributes = reply.GetProperty("Attributes");
        return $"{attributes.GetProperty("ApproximateNumberOfMessages")} {attributes.GetProperty("ApproximateNumberOfMessagesNotVisible")}";
    }

    // moto checks no signature; it wants the credential scope that names service and Region.
    private static async Task<JsonElement> CallAsync(MotoServer moto, string operation, JsonObject body)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, moto.EndpointUrl);
        request.Headers.TryAddWithoutValidation("X-Amz-Target", $"AmazonSQS.{operation}");
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=a/20260101/eu-central-1/sqs/aws4_request, SignedHeaders=host, Signature=0");
        request.Content = new StringContent(body.ToJsonString());
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }
}
