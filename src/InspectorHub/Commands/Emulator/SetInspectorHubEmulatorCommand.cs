using System.Management.Automation;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Emulator;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Input;

namespace InspectorHub.Commands;

/// <summary>Changes an emulator while it runs: findings come, change, are closed and go; time passes; faults strike.</summary>
[Cmdlet(VerbsCommon.Set, "InspectorHubEmulator", SupportsShouldProcess = true)]
[OutputType(typeof(RunningEmulator))]
public sealed class SetInspectorHubEmulatorCommand : InspectorHubCommand
{
    private readonly FindingInput input = new();

    /// <summary>What Start-InspectorHubEmulator gave; without it the one that runs in this session.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(EmulatorCompleter))]
    public RunningEmulator? InputObject { get; set; }

    /// <summary>Findings that Inspector reports from now on, each in the place of the one of its ARN.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InspectorFinding { get; set; }

    /// <summary>ARNs of findings that are closed now.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ReportedFindingCompleter))]
    public string[] Close { get; set; } = [];

    /// <summary>Findings are closed because their resources are gone: Inspector forgets them after 3 days, otherwise after 30.</summary>
    [Parameter]
    public SwitchParameter ResourceIsGone { get; set; }

    /// <summary>ARNs of closed findings that Inspector sees again.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ReportedFindingCompleter))]
    public string[] Reopen { get; set; } = [];

    /// <summary>ARNs of findings that vanish, as if Inspector had deleted them.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ReportedFindingCompleter))]
    public string[] Remove { get; set; } = [];

    /// <summary>Lets time pass for Inspector and Security Hub: '3.00:00:00' is three days.</summary>
    [Parameter]
    [ValidateDuration(AllowZero = true)]
    public TimeSpan AdvanceClock { get; set; }

    /// <summary>Faults that are in force from now on.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FaultCompleter))]
    public EmulatorFault[] Fault { get; set; } = [];

    /// <summary>First brings everything back to how it was when the emulator started.</summary>
    [Parameter]
    public SwitchParameter Reset { get; set; }

    /// <summary>Gives the emulator.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Begin()
    {
        var running = RunningEmulators.All;
        InputObject ??= running is [var only] ? only : null;
        if (InputObject is not { IsRunning: true })
        {
            var words = InputObject is not null
                ? $"The {InputObject} has been stopped. Start another with Start-InspectorHubEmulator."
                : running.Count == 0
                ? "No emulator runs in this session. Start one with Start-InspectorHubEmulator."
                : $"{running.Count} emulators run in this session. Give the one that is meant as -InputObject.";
            ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException(words), "NoEmulator", ErrorCategory.ObjectNotFound, InputObject));
        }

        if (Reset && ShouldProcess($"{InputObject}", "Reset")) InputObject!.Reset();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InspectorFinding is not null) Take(input.Read(InspectorFinding));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Take(input.Complete());
        ForEach(Close, "Close", arn => InputObject!.Inspector.Close(arn, ResourceIsGone));
        ForEach(Reopen, "Reopen", InputObject!.Inspector.Reopen);
        ForEach(Remove, "Remove", InputObject.Inspector.Remove);
        if (AdvanceClock != TimeSpan.Zero && ShouldProcess($"{InputObject}", $"Advance its clock by {AdvanceClock}"))
            InputObject.Clock.Advance(AdvanceClock);
        foreach (var fault in Fault)
        {
            if (ShouldProcess($"{InputObject}", $"Put in force {fault}")) InputObject.AddFault(fault);
        }

        if (PassThru) WriteObject(InputObject);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) input.Dispose();
        base.Dispose(disposing);
    }

    private void Take(IEnumerable<FindingInputItem> items)
    {
        foreach (var item in items)
        {
            if (item.Problem is { } problem) WriteError(FindingErrorRecord.From(problem, InspectorFinding));
            else if (item.Finding is Inspector2Finding or ClassicFinding)
            {
                if (ShouldProcess($"{item.Finding.FindingId}", "Report")) InputObject!.Inspector.Put(item.Finding);
            }
            else
            {
                WriteError(new ErrorRecord(
                    new InvalidDataException("A finding of Amazon Inspector or Inspector Classic is expected."),
                    "NotAnInspectorFinding", ErrorCategory.InvalidData, item.Finding ?? (object?)item.Asff));
            }
        }
    }

    private void ForEach(string[] arns, string action, Func<string, bool> work)
    {
        foreach (var arn in arns)
        {
            if (!ShouldProcess(arn, action) || work(arn)) continue;
            WriteError(
                new ErrorRecord(
                    new ItemNotFoundException($"Inspector has no finding {arn}."), "FindingNotFound", ErrorCategory.ObjectNotFound, arn));
        }
    }
}
