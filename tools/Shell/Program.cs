using System.Management.Automation;
using System.Management.Automation.Runspaces;
using InspectorHub.Shell;

// A small host of the real PowerShell engine, for machines without pwsh: Shell script.ps1 [arguments]
if (args.Length == 0)
{
    await Console.Error.WriteLineAsync("usage: Shell <script.ps1> [arguments]");
    return 2;
}

var script = Path.GetFullPath(args[0]);
if (!File.Exists(script))
{
    await Console.Error.WriteLineAsync($"No such script: {script}");
    return 2;
}

if (Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }) PSStyle.Instance.OutputRendering = OutputRendering.PlainText;

var host = new ShellHost();
var state = InitialSessionState.CreateDefault2();
if (OperatingSystem.IsWindows()) state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
using var runspace = RunspaceFactory.CreateRunspace(host, state);
runspace.Open();
using var shell = PowerShell.Create(runspace);
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    shell.BeginStop(null, null);
};

shell.AddCommand(script);
foreach (var argument in args.Skip(1)) shell.AddArgument(argument);
shell.AddCommand("Out-Default");
// Every stream goes to the host as it comes, errors included, as a console does it.
shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);

try
{
    await Task.Run(() => shell.Invoke());
}
catch (PipelineStoppedException)
{
    return 130;
}
catch (RuntimeException failure)
{
    host.UI.WriteErrorLine(failure.ErrorRecord.ToString());
    return 1;
}

if (shell.InvocationStateInfo.State == PSInvocationState.Stopped) return 130;
// exit N in a script that was called leaves N here; on its own it only marks the pipeline as failed.
return runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int exitCode and not 0 ? exitCode : shell.HadErrors ? 1 : 0;
