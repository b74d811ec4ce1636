using System.Collections;
using System.Text.Json;

namespace InspectorHub.Tests;

/// <summary>The main job, end to end: findings from a file to a Security Hub and read back, by us and by clients that are not ours.</summary>
public sealed class MainJobTests : IDisposable
{
    private readonly ModuleSession session = new();
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_thousand_findings_arrive_at_the_emulator_and_aws_cli_reads_them_back()
    {
        var file = FindingsFile.Write(folder.File("findings.json"), 1000);
        var hub = (IDictionary)session.Run("$hub = Start-InspectorHubEmulator -NoRateLimit; $hub").Output[0].BaseObject;
        try
        {
            var sent = session.Run("Import-InspectorFinding $args[0] | Send-InspectorFindingToHub @hub -OutboxPath $args[1]", file, folder.File("outbox.db"));
            Assert.Empty(sent.Errors);
            Assert.Equal(1000, Assert.Single(sent.Output).Properties["Received"].Value);
            Assert.Equal(1000, session.Run("Get-InspectorHubFinding @hub").Output.Count);

            Command.SkipUnlessInstalled("aws");
            var reply = await Command.RunAsync(
                "aws",
                ["securityhub", "get-findings", "--endpoint-url", $"{hub["EndpointUrl"]}", "--region", "us-east-1", "--output", "json"],
                ("AWS_ACCESS_KEY_ID", $"{hub["AccessKey"]}"),
                ("AWS_SECRET_ACCESS_KEY", $"{hub["SecretKey"]}"));
            using var document = JsonDocument.Parse(reply);
            Assert.Equal(1000, document.RootElement.GetProperty("Findings").GetArrayLength());
        }
        finally
        {
            session.Run("Stop-InspectorHubEmulator $hub");
        }
    }

    [Fact]
    public async Task A_thousand_findings_arrive_at_moto()
    {
        using var moto = await MotoServer.StartAsync();
        var file = FindingsFile.Write(folder.File("findings.json"), 1000);
        var sent = session.Run(
            "Import-InspectorFinding $args[0] | Send-InspectorFindingToHub -EndpointUrl $args[1] -Region us-east-1 -AccessKey AKIAEXAMPLE -SecretKey secret -OutboxPath $args[2]",
            file,
            moto.EndpointUrl,
            folder.File("outbox.db"));
        Assert.Empty(sent.Errors);
        Assert.Equal(1000, Assert.Single(sent.Output).Properties["Received"].Value);
    }

    [Fact]
    public void A_finding_seen_again_updates_the_one_already_there()
    {
        var file = FindingsFile.Write(folder.File("findings.json"), 3);
        var held = session.Run(
            """
            $hub = Start-InspectorHubEmulator
            try {
                $findings = @(Import-InspectorFinding $args[0])
                $null = $findings | Send-InspectorFindingToHub @hub -OutboxPath $args[1]
                $findings[1].UpdatedAt = [DateTimeOffset]::UtcNow
                $findings[1].Title = 'Seen again'
                $null = $findings | Send-InspectorFindingToHub @hub -OutboxPath $args[1]
                Get-InspectorHubFinding @hub
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            file,
            folder.File("outbox.db"));
        Assert.Empty(held.Errors);
        Assert.Equal(3, held.Output.Count);
        var updated = Assert.Single(held.Output, finding => (string)finding.Properties["Title"].Value == "Seen again");
        Assert.Equal("2026-11-01T08:00:00Z", updated.Properties["CreatedAt"].Value);
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }
}
