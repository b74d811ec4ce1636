namespace InspectorHub.Tests.Aws;

public sealed class CompareTests : IDisposable
{
    private readonly ModuleSession session = new();
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Missing_outdated_and_orphaned_findings_are_told_apart_and_sending_them_puts_all_right()
    {
        var listed = FindingsFile.Write(folder.File("listed.json"), 4, "eu-central-1", "123456789012");
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1
            try {
                # Security Hub holds an older version of 1 and 2, and one that Inspector no longer lists; 0 and 3 are missing.
                $old = @(Import-InspectorFinding $args[0])[1, 2]
                $old[0].UpdatedAt = $old[0].LastObservedAt = [DateTimeOffset]'2026-11-10T00:00:00Z'
                $gone = @(Import-InspectorFinding $args[0])[0]
                $gone.FindingArn = 'arn:aws:inspector2:eu-central-1:123456789012:finding/ffffffffffffffffffffffffffffffff'
                $null = @($old) + $gone | Send-InspectorFindingToHub @hub -OutboxPath $args[1]
                Compare-InspectorHubFinding @hub | ForEach-Object { "$($_.Kind)" }
                $null = Compare-InspectorHubFinding @hub | Send-InspectorFindingToHub @hub -OutboxPath $args[1]
                '--'
                Compare-InspectorHubFinding @hub | ForEach-Object { "$($_.Kind)" }
                Get-InspectorHubFinding @hub -Id 'inspector2/eu-central-1/123456789012/ffffffffffffffffffffffffffffffff' | ForEach-Object { $_.RecordState }
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            listed,
            folder.File("outbox.db"));
        Assert.Empty(result.Errors);
        Assert.Equal(["Missing", "Outdated", "Missing", "Orphaned", "--", "ARCHIVED"], result.Output.Select(line => line.ToString()));
    }

    [Theory]
    [InlineData("""@(Import-InspectorFinding $args[0])[0], '{"no":"finding"}'""")]
    [InlineData("""& { @(Import-InspectorFinding $args[0])[0]; Import-InspectorFinding -LiteralPath "$($args[0]).gone" } @args""")]
    public void Nothing_is_called_orphaned_on_the_strength_of_a_listing_that_could_not_be_read_whole(string listing)
    {
        var sent = FindingsFile.Write(folder.File("sent.json"), 2, "eu-central-1", "123456789012");
        var result = session.Run(
            $$"""
            $hub = Start-InspectorHubEmulator -Region eu-central-1
            try {
                $null = Import-InspectorFinding $args[0] | Send-InspectorFindingToHub @hub -OutboxPath $args[1]
                {{listing}} | Compare-InspectorHubFinding @hub
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            sent,
            folder.File("outbox.db"));
        Assert.Empty(result.Output);
        Assert.Single(result.Errors);
        Assert.Single(result.Warnings);
    }

    [Fact]
    public void A_finding_without_an_Id_is_an_error_of_its_own_and_the_others_are_compared()
    {
        var result = session.Run(
            """
            $hub = Start-InspectorHubEmulator -Region eu-central-1
            try {
                & {
                    '{"SchemaVersion":"2018-10-08","ProductArn":"arn:aws:securityhub:eu-central-1::product/aws/inspector","AwsAccountId":"123456789012"}'
                    Import-InspectorFinding $args[0]
                } @args | Compare-InspectorHubFinding @hub | ForEach-Object { "$($_.Kind)" }
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            FindingsFile.Write(folder.File("one.json"), 1, "eu-central-1", "123456789012"));
        Assert.Equal(["Missing"], result.Output.Select(line => line.ToString()));
        Assert.StartsWith("CannotTranslate", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void What_is_over_is_told_also_of_an_account_in_which_nothing_is_active_any_more()
    {
        var result = session.Run(
            """
            $findings = @(Import-InspectorFinding $args[0])
            $findings[0].Status = 'CLOSED'
            $hub = $findings[0] | Start-InspectorHubEmulator -Region eu-central-1
            try {
                # The first is closed, the second is no longer listed at all.
                $null = Import-InspectorFinding $args[0] | Send-InspectorFindingToHub @hub -OutboxPath $args[1]
                Compare-InspectorHubFinding @hub | ForEach-Object { "$($_.Kind) $($_.Finding.RecordState)" }
                '--'
                # A listing with nothing in it says nothing, unless it is said whose it is.
                '{"findings":[]}' | Compare-InspectorHubFinding @hub
                '{"findings":[]}' | Compare-InspectorHubFinding @hub -AccountId 123456789012 | ForEach-Object { "$($_.Kind)" }
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            FindingsFile.Write(folder.File("two.json"), 2, "eu-central-1", "123456789012"),
            folder.File("outbox.db"));
        Assert.Empty(result.Errors);
        Assert.Equal(["Outdated ARCHIVED", "Orphaned ARCHIVED", "--", "Orphaned", "Orphaned"], result.Output.Select(line => line.ToString()));
    }

    [Fact]
    public void What_Security_Hub_has_lost_is_sent_again_without_Force()
    {
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1
            $null = Import-InspectorFinding $args[0] | Send-InspectorFindingToHub @hub -OutboxPath $args[1]
            Stop-InspectorHubEmulator $hub
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1 -Port $hub.Port
            try { (Compare-InspectorHubFinding @hub | Send-InspectorFindingToHub @hub -OutboxPath $args[1]).Received; @(Compare-InspectorHubFinding @hub).Count }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            FindingsFile.Write(folder.File("two.json"), 2, "eu-central-1", "123456789012"),
            folder.File("outbox.db"));
        Assert.Empty(result.Errors);
        Assert.Equal([2, 0], result.Output.Select(number => (int)number.BaseObject));
    }

    [Fact]
    public void Regions_are_compared_each_on_its_own()
    {
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0], $args[1] | Start-InspectorHubEmulator
            $hub.Remove('Region')
            try {
                Compare-InspectorHubFinding @hub -Region nowhere, us-east-1, eu-central-1 | ForEach-Object { "$($_.Kind) $($_.Id.Split('/')[1])" }
                '--'
                Import-InspectorFinding $args[0], $args[1] | Compare-InspectorHubFinding @hub -Region us-east-1 | ForEach-Object { "$($_.Kind) $($_.Id.Split('/')[1])" }
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            FindingsFile.Write(folder.File("eu.json"), 1, "eu-central-1", "123456789012"),
            FindingsFile.Write(folder.File("us.json"), 1, "us-east-1", "123456789012"));
        Assert.Equal(["Missing us-east-1", "Missing eu-central-1", "--", "Missing us-east-1"], result.Output.Select(line => line.ToString()));
        Assert.Equal("nowhere", Assert.Single(result.Errors).TargetObject);
        Assert.Contains("-Region eu-central-1", Assert.Single(result.Warnings));
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }
}
