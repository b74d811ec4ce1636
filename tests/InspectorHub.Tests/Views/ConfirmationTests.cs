namespace InspectorHub.Tests.Views;

public sealed class ConfirmationTests
{
    [Fact]
    public void Resume_asks_once_for_all_that_it_would_deliver()
    {
        using var folder = new TemporaryFolder();
        var shown = HostedModule.Show(
            ansi: false,
            """
            $outbox = @{ OutboxPath = $args[0] }
            $hub = Start-InspectorHubEmulator
            $hub.AddFault(@{ Kind = 'RejectFinding'; Match = '*CVE-2024-3094*' })
            $null = Import-InspectorFinding $args[1] | Send-InspectorFindingToHub @hub @outbox -ErrorAction SilentlyContinue
            $null = Import-InspectorFinding $args[1] | ForEach-Object { $_.AwsAccountId = '222222222222'; $_ } |
                Send-InspectorFindingToHub @hub @outbox -NoWait
            Resume-InspectorHubOutbox -Refused @outbox @hub -WhatIf
            Stop-InspectorHubEmulator $hub
            """,
            folder.File("outbox.db"),
            ModuleSession.FindingsPath);
        Assert.Contains("Deliver 4 pending and 1 refused findings",
            Assert.Single(shown.Split('\n'), line => line.StartsWith("What if:", StringComparison.Ordinal)));
    }
}
