namespace InspectorHub.Tests.Aws;

/// <summary>Findings of other accounts, against an emulator that plays one account strictly.</summary>
public sealed class RoleTests : IDisposable
{
    private readonly HubSession hub = new("-AccountId 999988887777");
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Findings_of_an_organization_go_each_with_the_role_of_its_account()
    {
        var result = hub.Run(
            """
            Import-InspectorFinding $args[0], $args[1] | Send-InspectorFindingToHub @hub -OutboxPath $args[2] -RoleArn 'arn:aws:iam::{AccountId}:role/InspectorHub'
            '111122223333', '444455556666' | ForEach-Object { @(Get-InspectorHubFinding @hub -RoleArn "arn:aws:iam::${_}:role/InspectorHub").Count }
            """,
            FindingsFile.Write(folder.File("one.json"), 3, "eu-central-1", "111122223333"),
            FindingsFile.Write(folder.File("two.json"), 2, "eu-central-1", "444455556666"),
            folder.File("outbox.db"));
        Assert.Empty(result.Errors);
        Assert.Equal(5, result.Output[0].Properties["Received"].Value);
        Assert.Equal([3, 2], result.Output.Skip(1).Select(count => (int)count.BaseObject));
    }

    [Fact]
    public void A_foreign_account_is_named_as_the_cause_of_the_refusal_and_nothing_is_lost()
    {
        var result = hub.Run(
            "Import-InspectorFinding $args[0] | Send-InspectorFindingToHub @hub -OutboxPath $args[1]",
            FindingsFile.Write(folder.File("one.json"), 1, "eu-central-1", "111122223333"),
            folder.File("outbox.db"));
        Assert.Equal(1, Assert.Single(result.Output).Properties["Waiting"].Value);
        Assert.Contains(result.Errors, error => error.ToString().Contains("about account 111122223333, and the credentials are of 999988887777"));
    }

    public void Dispose()
    {
        hub.Dispose();
        folder.Dispose();
    }
}
