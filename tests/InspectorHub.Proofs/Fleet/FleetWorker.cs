using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace InspectorHub.Proofs.Fleet;

/// <summary>A worker: its entry point in PowerShell, as a container starts it, with a disk that goes with it.</summary>
internal sealed class FleetWorker : IDisposable
{
    private readonly string disk = Directory.CreateTempSubdirectory("inspectorhub-worker-").FullName;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<int> begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    public FleetWorker(FleetHub hub, string queueUrl)
    {
        var entry = Path.Combine(FleetQueue.Root, "deploy", "Start-InspectorHubWorker.ps1");
        var start = new ProcessStartInfo(
            "dotnet", ["tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-File", entry])
        {
            WorkingDirectory = FleetQueue.Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in hub.Environment) start.Environment[name] = value;
        start.Environment["PSModulePath"] = Path.Combine(FleetQueue.Root, "out");
        start.Environment["TMPDIR"] = start.Environment["XDG_STATE_HOME"] = disk;
        start.Environment["INSPECTORHUB_QUEUE_URL"] = queueUrl;
        start.Environment["INSPECTORHUB_GRACE_SECONDS"] = "20";
        process = Process.Start(start) ?? throw new InvalidOperationException("The worker did not start.");
        process.OutputDataReceived += (_, said) => Hear(said.Data);
        process.ErrorDataReceived += (_, said) => Hear(said.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything that it has written.</summary>
    public IEnumerable<string> Lines => lines;

    /// <summary>Its own process, which the launcher has started.</summary>
    public Task<int> Begun => begun.Task;

    /// <summary>Sends a signal, KILL or TERM, waits for the end and gives the exit code.</summary>
    public async Task<int> EndAsync(string signal)
    {
        var id = await Begun;
        using (var kill = Process.Start("kill", [$"-{signal}", id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(disk, recursive: true);
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        // Every line says which process has written it.
        if (!begun.Task.IsCompleted && line.StartsWith('{'))
            begun.TrySetResult(JsonDocument.Parse(line).RootElement.GetProperty("worker").GetInt32());
    }
}
