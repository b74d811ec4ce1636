using System.Management.Automation;

namespace InspectorHub.Tests.Aws;

public sealed class TestIntegrationTests : IDisposable
{
    private readonly HubSession hub = new();
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Where_all_is_well_nothing_fails_and_nothing_is_stored()
    {
        var result = hub.Run("Test-InspectorHubIntegration @hub; Test-InspectorHubIntegration @hub -Quiet");
        Assert.Empty(result.Errors);
        Assert.Equal(["Credentials Pass", "Amazon Inspector Pass", "Security Hub Pass", "Import Pass", "Flow of findings Pass"], result.Output.SkipLast(1).Select(Verdict));
        Assert.Equal(true, result.Output[^1].BaseObject);
        Assert.Empty(hub.Run("Get-InspectorHubFinding @hub").Output);
    }

    [Fact]
    public void Findings_sent_twice_are_warned_of_with_the_next_step()
    {
        var file = FindingsFile.Write(folder.File("findings.json"), 1, "eu-central-1", "123456789012");
        var result = hub.Run("$null = Import-InspectorFinding $args[0] | Send-InspectorFindingToHub @hub -OutboxPath $args[1]; Test-InspectorHubIntegration @hub", file, folder.File("outbox.db"));
        var flow = Assert.Single(result.Output, check => Verdict(check) == "Flow of findings Warn");
        Assert.Contains("twice", (string)flow.Properties["Message"].Value);
        Assert.Contains("Disable-InspectorHubIntegration", (string)flow.Properties["NextStep"].Value);
    }

    [Fact]
    public void Wrong_credentials_are_one_failed_check()
    {
        var result = hub.Run("$wrong = @{} + $hub; $wrong.SecretKey = 'nonsense'; Test-InspectorHubIntegration @wrong; Test-InspectorHubIntegration @wrong -Quiet");
        Assert.Equal("Credentials Fail", Verdict(result.Output[0]));
        Assert.Equal(false, result.Output[1].BaseObject);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void What_is_no_Region_is_a_failed_check()
    {
        var result = hub.Run("$hub.Remove('Region'); Test-InspectorHubIntegration @hub -Region Atlantis");
        Assert.Equal("Region Fail", Verdict(Assert.Single(result.Output)));
    }

    public void Dispose()
    {
        hub.Dispose();
        folder.Dispose();
    }

    private static string Verdict(PSObject check) => $"{check.Properties["Name"].Value} {check.Properties["Result"].Value}";
}
