using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace InspectorHub.Help;

/// <summary>The module as the build left it, asked by the engine itself: syntax and types are never typed twice.</summary>
internal sealed record BuiltModule(IReadOnlyList<CmdletInfo> Cmdlets, string? ProjectUri, string HelpFile)
{
    public static BuiltModule Import(string manifest)
    {
        // The session stays for the life of the process: cmdlets work out their parameter sets in it when asked.
        Runspace.DefaultRunspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        Runspace.DefaultRunspace.Open();
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        var module = shell.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("PassThru")
            .AddParameter("ErrorAction", ActionPreference.Stop)
            .Invoke<PSModuleInfo>().Single();
        return new BuiltModule(
            [.. module.ExportedCmdlets.Values.OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)],
            module.ProjectUri?.AbsoluteUri.TrimEnd('/'),
            $"{module.Name}.dll-Help.xml");
    }
}
