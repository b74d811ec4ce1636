using System.Management.Automation;
using InspectorHub.Base;
using InspectorHub.Completion;

namespace InspectorHub.Commands;

/// <summary>Stops emulators and frees their ports.</summary>
[Cmdlet(VerbsLifecycle.Stop, "InspectorHubEmulator", SupportsShouldProcess = true, DefaultParameterSetName = "Object")]
public sealed class StopInspectorHubEmulatorCommand : InspectorHubCommand
{
    /// <summary>What Start-InspectorHubEmulator gave. One that is stopped already is left alone.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Object")]
    [ArgumentCompleter(typeof(EmulatorCompleter))]
    public RunningEmulator[] InputObject { get; set; } = [];

    /// <summary>Stops every emulator of this session.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "All")]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var emulator in All ? RunningEmulators.All : InputObject)
        {
            if (emulator.IsRunning && ShouldProcess(emulator.ToString())) emulator.Dispose();
        }
    }
}
