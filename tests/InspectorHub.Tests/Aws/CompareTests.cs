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

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }
}
