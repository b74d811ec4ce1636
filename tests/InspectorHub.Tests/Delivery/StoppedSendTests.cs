using System.Management.Automation;
using System.Management.Automation.Runspaces;
using InspectorHub.Tests.Views;

namespace InspectorHub.Tests.Delivery;

/// <summary>What a user sees and has after Ctrl+C.</summary>
public sealed class StoppedSendTests
{
    [Fact]
    public async Task A_stopped_send_says_what_waits_and_how_to_deliver_it()
    {
        using var folder = new TemporaryFolder();
        var host = new RecordingHost(ansi: false);
        using var runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        using var sending = PowerShell.Create(runspace);
        sending.AddScript(
            """
            Import-Module $args[0]
            $hub = Start-InspectorHubEmulator -Fault @{ Kind = 'Status'; Status = 503 }
            $troubled = $args[3]
            Import-InspectorFinding $args[1] | Send-InspectorFindingToHub @hub -OutboxPath $args[2] 3>&1 | ForEach-Object { $troubled.TrySetResult() }
            """).AddArgument(ModuleSession.ManifestPath).AddArgument(FindingsFile.Write(folder.File("findings.json"), 5)).AddArgument(folder.File("outbox.db"));
        // The warning that Security Hub does not answer says that delivery is under way.
        // What follows must not run on the pipeline's own thread.
        var troubled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sending.AddArgument(troubled);
        var run = sending.BeginInvoke();
        await troubled.Task.WaitAsync(TestContext.Current.CancellationToken);
        sending.Stop();
        Assert.Throws<PipelineStoppedException>(() => sending.EndInvoke(run));

        Assert.Contains("Stopped. 5 findings wait in the outbox", host.Text, StringComparison.Ordinal);
        Assert.Contains("Resume-InspectorHubOutbox", host.Text, StringComparison.Ordinal);
        using var session = new ModuleSession();
        Assert.Equal(5, session.Run("Get-InspectorHubOutbox -OutboxPath $args[0]", folder.File("outbox.db")).Output.Count);
    }
}
