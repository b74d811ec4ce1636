using System.Management.Automation;

namespace InspectorHub.Tests.Aws;

public sealed class GetFindingTests(GetFindingTests.FilledHub filled) : IClassFixture<GetFindingTests.FilledHub>
{
    private readonly ModuleSession session = filled.Session;
    private readonly TemporaryFolder folder = filled.Folder;

    /// <summary>Amazon Inspector with 250 findings, and Security Hub that has them all.</summary>
    public sealed class FilledHub : IDisposable
    {
        public FilledHub() => Session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1 -NoRateLimit
            $null = Import-InspectorFinding $args[0] | Send-InspectorFindingToHub @hub -OutboxPath $args[1]
            """,
            FindingsFile.Write(Folder.File("findings.json"), 250, "eu-central-1", "123456789012"),
            Folder.File("outbox.db"));

        internal ModuleSession Session { get; } = new();

        internal TemporaryFolder Folder { get; } = new();

        public void Dispose()
        {
            Session.Run("Stop-InspectorHubEmulator $hub");
            Session.Dispose();
            Folder.Dispose();
        }
    }

    [Theory]
    [InlineData("", 250)]
    [InlineData("-First 120", 120)]
    [InlineData("-Severity High", 84)]
    [InlineData("-Severity HIGH, MEDIUM -Status ACTIVE", 250)]
    [InlineData("-Status CLOSED", 0)]
    [InlineData("-VulnerabilityId CVE-2026-0007", 1)]
    [InlineData("-Title 'CVE-2026-001*'", 10)]
    [InlineData("-Tag @{ Name = 'web-3' }", 3)]
    [InlineData("-UpdatedAfter 2026-11-21", 0)]
    [InlineData("-Filter @{ severity = @{ comparison = 'NOT_EQUALS'; value = 'HIGH' } }", 166)]
    [InlineData("-Region us-east-1", 0)]
    public void Inspector_is_asked_with_friendly_filters(string parameters, int count)
    {
        var result = session.Run($"$here = @{{}} + $hub; {(parameters.Contains("-Region") ? "$here.Remove('Region'); " : "")}Get-InspectorFinding @here {parameters}");
        Assert.Empty(result.Errors);
        Assert.Equal(count, result.Output.Count);
    }

    [Theory]
    [InlineData("", 250)]
    [InlineData("-First 120", 120)]
    [InlineData("-Severity HIGH", 84)]
    [InlineData("-Title 'CVE-2026-001*'", 10)]
    [InlineData("-RecordState ARCHIVED", 0)]
    [InlineData("-UpdatedAfter 2026-11-21", 0)]
    [InlineData("-Filter @{ SeverityLabel = @(@{ Comparison = 'NOT_EQUALS'; Value = 'HIGH' }) }", 166)]
    public void Security_Hub_is_asked_with_friendly_filters(string parameters, int count)
    {
        var result = session.Run($"Get-InspectorHubFinding @hub {parameters}");
        Assert.Empty(result.Errors);
        Assert.Equal(count, result.Output.Count);
    }

    [Fact]
    public void Findings_are_looked_up_by_the_ids_that_come_down_the_pipeline_and_none_means_none()
    {
        var result = session.Run(
            """
            @(Get-InspectorHubFinding @hub -First 45 | Get-InspectorHubFinding @hub).Count
            @(@() | Get-InspectorHubFinding @hub).Count
            """);
        Assert.Empty(result.Errors);
        Assert.Equal([45, 0], result.Output.Select(count => (int)count.BaseObject));
    }

    [Theory]
    [InlineData("Get-InspectorHubFinding @hub -Filter @{ SeverityLabel = @(@{ Comparison = 'LIKES'; Value = 'HIGH' }) }")]
    [InlineData("Get-InspectorFinding @hub -Filter @{ severity = @{ comparison = 'LIKES'; value = 'HIGH' } }")]
    public void A_malformed_filter_is_one_clear_error(string script)
    {
        var result = session.Run(script);
        Assert.Empty(result.Output);
        Assert.Equal(ErrorCategory.InvalidArgument, Assert.Single(result.Errors).CategoryInfo.Category);
    }

    [Fact]
    public void Inspector_Classic_is_asked_with_the_same_words()
    {
        var result = session.Run(
            """
            $all = @(Import-InspectorFinding $args[0])
            $classic = $all | Start-InspectorHubEmulator
            $region = $all[0].Arn.Split(':')[3]
            $classic.Remove('Region')
            try {
                $all.Count
                @(Get-InspectorFinding -Classic @classic -Region $region).Count
                @($all | Where-Object Severity -EQ $all[0].Severity).Count
                @(Get-InspectorFinding -Classic @classic -Region $region -Severity $all[0].Severity).Count
            }
            finally { Stop-InspectorHubEmulator $classic }
            """,
            Path.Combine(ModuleSession.RepositoryFolder(), "examples", "findings", "classic.json"));
        Assert.Empty(result.Errors);
        var counts = result.Output.Select(count => (int)count.BaseObject).ToList();
        Assert.Equal(counts[0], counts[1]);
        Assert.Equal(counts[2], counts[3]);
        Assert.True(counts[1] > 0 && counts[3] > 0);
    }

    [Fact]
    public void Output_comes_before_the_last_page_is_asked_for()
    {
        var result = session.Run("$before = $hub.Calls; $first = Get-InspectorFinding @hub | ForEach-Object { $hub.Calls - $before }; $first[0]; $first[-1]");
        Assert.Equal(1L, result.Output[0].BaseObject);
        Assert.True((long)result.Output[1].BaseObject >= 3);
    }
}
