namespace InspectorHub.Tests.Aws;

public sealed class SyncTests : IDisposable
{
    private readonly ModuleSession session = new();
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_first_time_all_that_is_active_goes_and_then_what_has_changed()
    {
        var result = session.Run(
            """
            $findings = @(Import-InspectorFinding $args[0])
            $findings[4].Status = 'CLOSED'
            $hub = $findings | Start-InspectorHubEmulator -Region eu-central-1
            try {
                $sync = @{ OutboxPath = $args[1] }
                (Sync-InspectorFindingToHub @hub @sync).Received
                (Sync-InspectorFindingToHub @hub @sync).Findings
                (Sync-InspectorFindingToHub @hub @sync -Full).Unchanged
                @(Get-InspectorHubFinding @hub).Count
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(5),
            folder.File("outbox.db"));
        Assert.Empty(result.Errors);
        Assert.Equal([4, 0, 4, 4], result.Output.Select(number => (int)number.BaseObject));
    }

    [Fact]
    public void The_checkpoint_stays_where_it_is_until_Security_Hub_has_answered()
    {
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1
            try {
                $hub.AddFault(@{ Kind = 'Status'; Status = 503; Operation = 'BatchImportFindings' })
                $failed = Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -TimeoutSec 1 -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
                "$($failed.Received) received, $($failed.Waiting) waiting, $(@([IO.Directory]::GetFiles($args[2], '*.checkpoint')).Count) checkpoints"
                $hub.ClearFault()
                $null = Sync-InspectorFindingToHub @hub -OutboxPath $args[1]
                "$(@(Get-InspectorHubFinding @hub).Count) held, $(@([IO.Directory]::GetFiles($args[2], '*.checkpoint')).Count) checkpoints"
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(3),
            folder.File("outbox.db"),
            Path.GetDirectoryName(folder.File("outbox.db")));
        Assert.Equal(["0 received, 3 waiting, 0 checkpoints", "3 held, 1 checkpoints"], result.Output.Select(line => line.ToString()));
    }

    [Fact]
    public void Watching_goes_on_round_after_round_and_survives_an_Inspector_that_does_not_answer()
    {
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1
            $round = 0
            try {
                $hub.AddFault(@{ Kind = 'Status'; Status = 403; Operation = 'ListFindings' })
                :watching while ($true) {
                    Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -Watch -Interval 00:00:00.1 | ForEach-Object {
                        "$($_.Received)"
                        $hub.ClearFault()
                        if (++$round -eq 3) { break watching }
                    }
                }
            }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(2),
            folder.File("outbox.db"));
        Assert.Equal(["0", "2", "0"], result.Output.Select(line => line.ToString()));
        Assert.Contains(result.Warnings, warning => warning.Contains("starts from the same checkpoint"));
    }

    [Fact]
    public void WhatIf_sends_nothing()
    {
        var result = session.Run(
            """
            $hub = Import-InspectorFinding $args[0] | Start-InspectorHubEmulator -Region eu-central-1
            try { Sync-InspectorFindingToHub @hub -OutboxPath $args[1] -WhatIf; Get-InspectorHubFinding @hub }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            Findings(2),
            folder.File("outbox.db"));
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_filter_that_Inspector_refuses_is_one_clear_error()
    {
        var result = session.Run(
            """
            $hub = Start-InspectorHubEmulator -Region eu-central-1
            try { Sync-InspectorFindingToHub @hub -OutboxPath $args[0] -Filter @{ severity = @{ comparison = 'LIKES'; value = 'HIGH' } } }
            finally { Stop-InspectorHubEmulator $hub }
            """,
            folder.File("outbox.db"));
        Assert.Empty(result.Output);
        Assert.Contains("ListFindings", Assert.Single(result.Errors).Exception.Message);
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    private string Findings(int count) => FindingsFile.Write(folder.File("findings.json"), count, "eu-central-1", "123456789012");
}
