using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using InspectorHub.Tests.Views;

namespace InspectorHub.Tests.Stopping;

/// <summary>Ctrl+C, and what a user sees and has after it.</summary>
public sealed class StopTests : IDisposable
{
    private const string Connection = "-EndpointUrl $args[0] -AccessKey AKIDEXAMPLE -SecretKey example-secret -OutboxPath $args[1]";

    private readonly ModuleSession session = new();
    private readonly ModuleSession other = new();
    private readonly TemporaryFolder folder = new();
    private readonly SilentAws aws = new(File.ReadAllText(ModuleSession.FindingsPath));

    private string OutboxPath => folder.File("outbox.db");

    [Fact]
    public async Task A_pipeline_that_is_stopped_ends_at_once_and_what_it_took_waits()
    {
        // What follows must not run on the pipeline's own thread.
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await session.RunAndStopAsync(
            $"& {{ Import-InspectorFinding $args[0]; $null = $args[1].TrySetResult() }} $args[2] $args[3] | Send-InspectorFindingToHub " +
            $"{Connection}",
            Task.WhenAll(taken.Task, aws.ImportsAsync(1)),
            aws.EndpointUrl,
            OutboxPath,
            ModuleSession.FindingsPath,
            taken);
        Assert.Equal(["Pending", "Pending", "Pending", "Pending"], Outbox().Select(item => $"{item.Properties["State"].Value}"));
    }

    [Fact]
    public async Task Reading_that_is_stopped_does_not_wait_for_a_pipe_whose_writer_pauses()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among its files.");
        var pipe = folder.File("pipe");
        using (var make = Process.Start("mkfifo", pipe)) await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        var finding = await File.ReadAllBytesAsync(ModuleSession.FindingsPath, TestContext.Current.CancellationToken);
        // Opening waits for the reader; the pipe stays open until the test ends.
        var writing = Task.Run(async () =>
        {
            var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            await writer.WriteAsync(finding);
            return writer;
        });
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await session.RunAndStopAsync(
            "$taken = $args[1]; Import-InspectorFinding $args[0] | ForEach-Object { $null = $taken.TrySetResult() }", taken.Task, pipe, taken);
        await using var open = await writing;
        Assert.True(taken.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Watching_that_is_stopped_while_Security_Hub_hangs_ends_at_once_and_loses_nothing()
    {
        await session.RunAndStopAsync(
            $"Sync-InspectorFindingToHub {Connection} -Region eu-central-1, us-east-1 -Watch", aws.ImportsAsync(2), aws.EndpointUrl,
            OutboxPath);
        Assert.NotEmpty(Outbox());
        Assert.Equal(["eu-central-1", "us-east-1"], Outbox().Select(item => $"{item.Properties["Region"].Value}").Distinct()
            .Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFiles(folder.Path, "*.checkpoint"));
    }

    [Fact]
    public async Task A_stopped_send_says_what_waits_and_how_to_deliver_it()
    {
        var host = new RecordingHost(ansi: false);
        using var runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        using var sending = PowerShell.Create(runspace);
        sending.AddScript(
            $"Import-Module $args[2]; Import-InspectorFinding $args[3] | Send-InspectorFindingToHub {Connection}")
            .AddArgument(aws.EndpointUrl).AddArgument(OutboxPath).AddArgument(ModuleSession.ManifestPath)
            .AddArgument(ModuleSession.FindingsPath);
        var run = sending.BeginInvoke();
        await aws.ImportsAsync(1);
        sending.Stop();
        Assert.Throws<PipelineStoppedException>(() => sending.EndInvoke(run));

        Assert.Contains("Stopped. 4 findings wait in the outbox", host.Text, StringComparison.Ordinal);
        Assert.Contains("Resume-InspectorHubOutbox", host.Text, StringComparison.Ordinal);
        Assert.Equal(4, Outbox().Count);
    }

    public void Dispose()
    {
        aws.Dispose();
        session.Dispose();
        other.Dispose();
        folder.Dispose();
    }

    private IReadOnlyList<PSObject> Outbox() => other.Run("Get-InspectorHubOutbox -OutboxPath $args[0]", OutboxPath).Output;
}
