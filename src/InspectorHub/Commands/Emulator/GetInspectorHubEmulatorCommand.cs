using System.Management.Automation;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Emulator;

namespace InspectorHub.Commands;

/// <summary>Gives the emulators of this session, or the calls that they have received.</summary>
[Cmdlet(VerbsCommon.Get, "InspectorHubEmulator", DefaultParameterSetName = "Emulator")]
[OutputType(typeof(RunningEmulator), ParameterSetName = ["Emulator"])]
[OutputType(typeof(EmulatorCall), ParameterSetName = ["Call"])]
public sealed class GetInspectorHubEmulatorCommand : InspectorHubCommand
{
    /// <summary>The emulators to tell of; without it those of this session that run.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(EmulatorCompleter))]
    public RunningEmulator[]? InputObject { get; set; }

    /// <summary>Gives the calls instead, from the oldest of the latest 10,000.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Call")]
    public SwitchParameter Call { get; set; }

    /// <summary>Only calls of these operations, with wildcards.</summary>
    [Parameter(ParameterSetName = "Call")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OperationCompleter))]
    public string[] Operation { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var patterns = Array.ConvertAll(Operation, text => new WildcardPattern(text, WildcardOptions.IgnoreCase));
        foreach (var emulator in InputObject ?? RunningEmulators.All)
        {
            if (!Call)
            {
                WriteObject(emulator);
                continue;
            }

            foreach (var call in emulator.CallLog)
            {
                if (Array.Exists(patterns, pattern => pattern.IsMatch(call.Operation))) WriteObject(call);
            }
        }
    }
}
