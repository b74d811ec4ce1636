using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace InspectorHub.Tests;

/// <summary>A session of the real engine with the built module imported by its manifest, as a user has it.</summary>
public sealed class ModuleSession : IDisposable
{
    // A guard against a test that would never end; nothing is measured by it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Runspace runspace;

    public ModuleSession()
    {
        runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        Run("Import-Module -Name $args[0] -ErrorAction Stop", ManifestPath);
    }

    /// <summary>The manifest of the module that the build left.</summary>
    public static string ManifestPath { get; } = Path.Combine(RepositoryFolder(), "out", "InspectorHub", "InspectorHub.psd1");

    /// <summary>Four findings of Amazon Inspector in us-east-1.</summary>
    public static string FindingsPath { get; } = Path.Combine(RepositoryFolder(), "examples", "findings", "inspector2.json");

    public static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "InspectorHub.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
    }

    /// <summary>Runs a script with $args and gives everything it left in its streams. Terminating errors throw.</summary>
    public SessionResult Run(string script, params object?[] arguments)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script);
        foreach (var argument in arguments) shell.AddArgument(argument);
        var output = shell.Invoke();
        return new SessionResult(output, [.. shell.Streams.Error]);
    }

    /// <summary>Runs a script with $args and stops it, as Ctrl+C does, once something is so.</summary>
    public async Task RunAndStopAsync(string script, Task once, params object?[] arguments)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script);
        foreach (var argument in arguments) shell.AddArgument(argument);
        var run = shell.InvokeAsync();
        if (await Task.WhenAny(once, run).WaitAsync(Patience, TestContext.Current.CancellationToken) == run)
            throw new InvalidOperationException($"The script ended by itself. {string.Join(' ', shell.Streams.Error)}");
        await shell.StopAsync(callback: null, state: null);
    }

    public void Dispose() => runspace.Dispose();
}
