namespace InspectorHub.Tests;

/// <summary>The example runbook and what tests/Pester/Runbook.Tests.ps1 says of it, for machines without Pester.</summary>
public sealed class RunbookTests : IDisposable
{
    private const string Setup = """
        $runbook, $outbox = $args
        $hub = $input | Start-InspectorHubEmulator -NoRateLimit
        """;

    private readonly ModuleSession session = new();
    private readonly TemporaryFolder folder = new();

    public RunbookTests() => session.Run(
        Setup,
        new[] { Finding(1, "CRITICAL"), Finding(2, "HIGH"), Finding(3, "LOW"), Finding(4, "HIGH", fix: "NO"), Finding(5, "CRITICAL", status: "CLOSED") },
        [Path.Combine(ModuleSession.RepositoryFolder(), "examples", "forward-urgent-findings.ps1"), folder.File("outbox.db")]);

    public void Dispose()
    {
        session.Run("Stop-InspectorHubEmulator -All");
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void It_delivers_what_is_urgent_and_can_be_acted_on_once()
    {
        session.Run("& $runbook -Connection $hub -OutboxPath $outbox; & $runbook -Connection $hub -OutboxPath $outbox");
        var titles = session.Run("Get-InspectorHubFinding @hub | ForEach-Object Title").Output.Select(title => title.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(["CVE-2025-1 - openssl", "CVE-2025-2 - openssl"], titles);
    }

    [Fact]
    public void What_an_outage_holds_up_is_delivered_by_the_next_run()
    {
        session.Run("""
            $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
            & $runbook -Connection $hub -OutboxPath $outbox -TimeoutSec 1 -ErrorAction SilentlyContinue
            """);
        Assert.Empty(session.Run("Get-InspectorHubFinding @hub").Output);
        session.Run("$hub.ClearFault(); & $runbook -Connection $hub -OutboxPath $outbox");
        Assert.Equal(2, session.Run("Get-InspectorHubFinding @hub").Output.Count);
    }

    private static string Finding(int number, string severity, string fix = "YES", string status = "ACTIVE") => $$"""
        {
          "findingArn": "arn:aws:inspector2:us-east-1:123456789012:finding/{{number:x32}}", "awsAccountId": "123456789012",
          "type": "PACKAGE_VULNERABILITY", "title": "CVE-2025-{{number}} - openssl", "description": "A flaw in openssl.",
          "severity": "{{severity}}", "status": "{{status}}", "fixAvailable": "{{fix}}",
          "firstObservedAt": "2025-01-01T00:00:00Z", "lastObservedAt": "2025-01-01T00:00:00Z",
          "remediation": { "recommendation": { "text": "None Provided" } },
          "resources": [{ "type": "AWS_EC2_INSTANCE", "id": "i-0123456789abcdef0", "partition": "aws", "region": "us-east-1" }],
          "packageVulnerabilityDetails": { "vulnerabilityId": "CVE-2025-{{number}}", "source": "NVD", "vulnerablePackages": [{ "name": "openssl", "version": "1.1.1" }] }
        }
        """;
}
