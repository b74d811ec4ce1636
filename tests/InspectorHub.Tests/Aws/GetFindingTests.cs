using System.Management.Automation;

namespace InspectorHub.Tests.Aws;

public sealed class GetFindingTests : IDisposable
{
    private readonly ModuleSession session = new();
    private readonly TemporaryFolder folder = new();

    public GetFindingTests() => session.Run(
        "$hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1 -NoRateLimit",
        FindingsFile.Write(folder.File("findings.json"), 250, "eu-central-1", "123456789012"));

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
        var result = session.Run(
            $"$null = Get-InspectorFinding @hub | Send-InspectorFindingToHub @hub -OutboxPath $args[0]; Get-InspectorHubFinding @hub {parameters}", folder.File("outbox.db"));
        Assert.Empty(result.Errors);
        Assert.Equal(count, result.Output.Count);
    }

    [Fact]
    public void Findings_are_looked_up_by_the_ids_that_come_down_the_pipeline_and_none_means_none()
    {
        var result = session.Run(
            """
            $null = Get-InspectorFinding @hub | Send-InspectorFindingToHub @hub -OutboxPath $args[0]
            @(Get-InspectorHubFinding @hub -First 45 | Get-InspectorHubFinding @hub).Count
            @(@() | Get-InspectorHubFinding @hub).Count
            """,
            folder.File("outbox.db"));
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
    public void Output_comes_before_the_last_page_is_asked_for()
    {
        var result = session.Run("$before = $hub.Calls; $first = Get-InspectorFinding @hub | ForEach-Object { $hub.Calls - $before }; $first[0]; $first[-1]");
        Assert.Equal(1L, result.Output[0].BaseObject);
        Assert.True((long)result.Output[1].BaseObject >= 3);
    }

    [Theory]
    [InlineData("[default]\nregion = eu-central-1\n[profile sso]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = r\n[sso-session s]\nsso_region = eu-central-1\nsso_start_url = https://example.invalid/start\nsso_registration_scopes = sso:account:access\n", "sso")]
    [InlineData("[profile sso]\nregion = eu-central-1\n", "none")]
    public void A_profile_that_gives_no_credentials_is_one_clear_error_that_names_it(string config, string profile)
    {
        File.WriteAllText(folder.File("config"), config);
        var result = session.Run(
            """
            [Environment]::SetEnvironmentVariable('AWS_CONFIG_FILE', $args[0])
            try { Get-InspectorHubFinding -EndpointUrl $hub.EndpointUrl -Region eu-central-1 -ProfileName $args[1] }
            finally { [Environment]::SetEnvironmentVariable('AWS_CONFIG_FILE', $null) }
            """,
            folder.File("config"), profile);
        var error = Assert.Single(result.Errors);
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Contains($"'{profile}'", error.Exception.Message);
        Assert.DoesNotContain("AWSSDK", error.Exception.Message);
    }

    public void Dispose()
    {
        session.Run("Stop-InspectorHubEmulator $hub");
        session.Dispose();
        folder.Dispose();
    }
}
