using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace InspectorHub.Tests.Views;

/// <summary>The module in a session with a host, as a user sees it.</summary>
internal static class HostedModule
{
    /// <summary>What the host shows of a script's output.</summary>
    public static string Show(bool ansi, string script, params object?[] arguments)
    {
        var host = new RecordingHost(ansi);
        using var runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", ModuleSession.ManifestPath)
            .AddParameter("ErrorAction", ActionPreference.Stop)
            .Invoke();
        shell.Commands.Clear();
        shell.AddScript(script);
        foreach (var argument in arguments) shell.AddArgument(argument);
        shell.AddCommand("Out-Default");
        shell.Invoke();
        return shell.Streams.Error.Count > 0 ? throw new InvalidOperationException(string.Join("\n", shell.Streams.Error)) : host.Text;
    }
}
