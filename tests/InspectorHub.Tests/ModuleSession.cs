using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace InspectorHub.Tests;

/// <summary>A session of the real engine with the built module imported by its manifest, as a user has it.</summary>
public sealed class ModuleSession : IDisposable
{
    private readonly Runspace runspace;

    public ModuleSession()
    {
        runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        Run("Import-Module -Name $args[0] -ErrorAction Stop", ManifestPath);
    }

    /// <summary>The manifest of the module that the build left.</summary>
    public static string ManifestPath { get; } = Path.Combine(RepositoryFolder(), "out", "InspectorHub", "InspectorHub.psd1");

    /// <summary>The folder of real findings beside the checkout, or null where there is none.</summary>
    public static string? Samples { get; } =
        Path.Combine(RepositoryFolder(), "..", "shared", "samples") is var folder && Directory.Exists(folder) ? Path.GetFullPath(folder) : null;

    public static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "InspectorHub.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
    }

    /// <summary>Runs a script with $args and gives everything it left in its streams. Terminating errors throw.</summary>
    public SessionResult Run(string script, params object?[] arguments) => Run(script, input: null, arguments);

    /// <summary>Runs a script over pipeline input ($input) with $args.</summary>
    public SessionResult Run(string script, System.Collections.IEnumerable? input, object?[] arguments)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script);
        foreach (var argument in arguments) shell.AddArgument(argument);
        var output = input is null ? shell.Invoke() : shell.Invoke(input);
        return new SessionResult(
            output,
            [.. shell.Streams.Error],
            [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Verbose.Select(record => record.Message)],
            [.. shell.Streams.Progress]);
    }

    /// <summary>Runs a script with $args and stops it, as Ctrl+C does, as soon as something is so.</summary>
    public async Task RunAndStopAsync(string script, Func<bool> when, params object?[] arguments)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script);
        foreach (var argument in arguments) shell.AddArgument(argument);
        var running = shell.BeginInvoke();
        while (!when())
        {
            if (running.IsCompleted) throw new InvalidOperationException("The script ended by itself.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await shell.StopAsync(callback: null, state: null);
    }

    public void Dispose() => runspace.Dispose();
}
