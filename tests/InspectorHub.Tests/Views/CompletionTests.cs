using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace InspectorHub.Tests.Views;

public sealed class CompletionTests : IDisposable
{
    private readonly Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
    private readonly PowerShell shell;

    public CompletionTests()
    {
        runspace.Open();
        shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", ModuleSession.ManifestPath).Invoke();
        shell.Commands.Clear();
    }

    [Theory]
    [InlineData("Get-InspectorHubIntegration -Region eu-c", "eu-central-1", "us-east-1")]
    [InlineData("Send-InspectorFindingToHub -Region us-gov", "us-gov-west-1", "us-east-1")]
    [InlineData("Get-InspectorFinding -Severity CR", "CRITICAL", "HIGH")]
    [InlineData("Get-InspectorFinding -Type NET", "NETWORK_REACHABILITY", "CODE_VULNERABILITY")]
    [InlineData("Get-InspectorFinding -ResourceType AWS_EC2", "AWS_EC2_INSTANCE", "AWS_LAMBDA_FUNCTION")]
    [InlineData("Get-InspectorHubFinding -ResourceType AwsL", "AwsLambdaFunction", "AwsEc2Instance")]
    [InlineData("Get-InspectorHubOutbox -State Re", "Refused", "Pending")]
    [InlineData("ConvertTo-Asff -Product A", "Account", "Inspector")]
    public void Tab_offers_what_fits(string typed, string offered, string notOffered)
    {
        var offers = CommandCompletion.CompleteInput(typed, typed.Length, null, shell).CompletionMatches.Select(match => match.ListItemText).ToList();
        Assert.Contains(offered, offers);
        Assert.DoesNotContain(notOffered, offers);
    }

    public void Dispose()
    {
        shell.Dispose();
        runspace.Dispose();
    }
}
