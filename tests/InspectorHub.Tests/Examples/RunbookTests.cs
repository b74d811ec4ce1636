namespace InspectorHub.Tests.Examples;

public sealed class RunbookTests(ModuleSession session) : IClassFixture<ModuleSession>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("inspectorhub-runbooks-").FullName;
    private readonly string examples = Path.Combine(ModuleSession.RepositoryFolder(), "examples");

    [Fact]
    public void The_result_of_a_scan_in_CI_arrives_and_stops_the_build()
    {
        var run = Run(
            """
            & "$examples/carry-ci-scan.ps1" -Path "$examples/scan.cdx.json" -Image 111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/checkout:42 -Connection $connection -OutboxPath "$folder/outbox.db" |
                Where-Object { $_ -is [string] }
            "exit code $LASTEXITCODE, held $($hub.Findings)"
            """);
        Assert.StartsWith("CRITICAL: CVE-2021-44228", run[0], StringComparison.Ordinal);
        Assert.Equal("exit code 1, held 1", run[^1]);
    }

    [Fact]
    public void The_weekly_run_makes_good_what_differs_and_reports_it()
    {
        var run = Run(
            """
            $null = & "$examples/weekly-reconcile.ps1" -Connection $connection -ReportPath "$folder/week.html" -OutboxPath "$folder/outbox.db"
            "held $($hub.Findings)"
            """);
        Assert.Equal("held 3", Assert.Single(run));
        Assert.Contains("CVE-2024-3094", File.ReadAllText(Path.Combine(folder, "week.html")));
    }

    [Fact]
    public void Many_accounts_get_a_filtered_flow_each_by_its_own_role()
    {
        var run = Run(
            """
            $keys = @{ EndpointUrl = $connection.EndpointUrl; AccessKey = $connection.AccessKey; SecretKey = $connection.SecretKey }
            $null = & "$examples/many-accounts.ps1" -Account 111122223333 -RoleName InspectorHub -Region us-east-1 -Connection $keys -OutboxPath "$folder/outbox.db"
            "held $($hub.Findings)"
            """);
        Assert.Equal("held 3", Assert.Single(run));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private List<string> Run(string script)
    {
        var result = session.Run(
            $$"""
            param($examples, $folder)
            $hub = Import-InspectorFinding "$examples/findings/inspector2.json" | Start-InspectorHubEmulator -NoRateLimit
            $connection = $hub
            try {
            {{script}}
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            examples,
            folder);
        Assert.Empty(result.Errors);
        return [.. result.Output.Select(line => line.ToString())];
    }
}
