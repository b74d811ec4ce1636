using System.Text.Json.Nodes;

namespace InspectorHub.Tests.Aws;

/// <summary>The services that moto plays, whose wire is not ours: from Amazon Inspector with an assumed role to Security Hub and back.</summary>
public sealed class MotoTests : IDisposable
{
    private readonly ModuleSession session = new();
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task What_Inspector_lists_is_synchronized_with_an_assumed_role_and_read_back()
    {
        using var moto = await MotoServer.StartAsync();
        await PrimeAsync(moto, FindingsFile.Write(folder.File("findings.json"), 7, "eu-central-1", "123456789012"));
        var result = session.Run(
            """
            $moto = @{ EndpointUrl = $args[0]; Region = 'eu-central-1'; AccessKey = 'AKIAEXAMPLE'; SecretKey = 'secret'; RoleArn = 'arn:aws:iam::123456789012:role/Hub'; ExternalId = 'agreed' }
            @(Get-InspectorFinding @moto).Count
            (Sync-InspectorFindingToHub @moto -OutboxPath $args[1]).Received
            @(Get-InspectorHubFinding @moto).Count
            """,
            moto.EndpointUrl,
            folder.File("outbox.db"));
        Assert.Empty(result.Errors);
        Assert.Equal([7, 7, 7], result.Output.Select(count => (int)count.BaseObject));
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    // moto has no findings of its own; it gives out what it is told to, a list for each call.
    private static async Task PrimeAsync(MotoServer moto, string findings)
    {
        var list = JsonNode.Parse(await File.ReadAllTextAsync(findings, TestContext.Current.CancellationToken))!["findings"]!;
        var body = new JsonObject { ["results"] = new JsonArray([.. Enumerable.Range(0, 10).Select(_ => list.DeepClone())]), ["account_id"] = "123456789012", ["region"] = "eu-central-1" };
        using var client = new HttpClient();
        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var reply = await client.PostAsync(new Uri($"{moto.EndpointUrl}/moto-api/static/inspector2/findings-results"), content, TestContext.Current.CancellationToken);
        reply.EnsureSuccessStatusCode();
    }
}
