using System.Collections;
using System.Management.Automation;
using InspectorHub.Aws;
using InspectorHub.Base;
using InspectorHub.Common;
using InspectorHub.Completion;
using InspectorHub.Delivery;
using InspectorHub.Outbox;
using InspectorHub.Sync;

namespace InspectorHub.Commands;

/// <summary>Brings Security Hub up to date with Amazon Inspector: what is new, changed or closed since the last time, or what events in a queue report.</summary>
[Cmdlet(VerbsData.Sync, "InspectorFindingToHub", SupportsShouldProcess = true, DefaultParameterSetName = Listing)]
[OutputType(typeof(DeliverySummary), typeof(FindingResult))]
public sealed partial class SyncInspectorFindingToHubCommand : DeliveringCommand
{
    private const string Listing = nameof(Listing);
    private const string FromQueue = nameof(FromQueue);
    // Between two tries of what did not work.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StoppedPause = TimeSpan.FromMinutes(1);

    private QueueWork? work;

    /// <summary>The Regions, each on its own; else $StoredAWSRegion, the profile's, the environment's, the machine's. With -QueueUrl findings go to their own.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("RegionToCall")]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string?[]? Region { get; set; }

    /// <summary>Severities.</summary>
    [Parameter(ParameterSetName = Listing)]
    [ValidateSet("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL", "UNTRIAGED")]
    public string[]? Severity { get; set; }

    /// <summary>A filter in Amazon Inspector's own terms, a FilterCriteria structure.</summary>
    [Parameter(ParameterSetName = Listing)]
    public IDictionary? Filter { get; set; }

    /// <summary>How far before the checkpoint findings are listed again, for what Amazon Inspector lists late.</summary>
    [Parameter(ParameterSetName = Listing)]
    [ValidateDuration(AllowZero = true)]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The folder of the checkpoints; that of the outbox by default.</summary>
    [Parameter(ParameterSetName = Listing)]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>Lists everything that is active, and not only what has changed since the checkpoint.</summary>
    [Parameter(ParameterSetName = Listing)]
    public SwitchParameter Full { get; set; }

    /// <summary>An SQS queue that EventBridge puts Inspector2 Finding events into; many workers may share it.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = FromQueue)]
    [ValidateNotNullOrEmpty]
    public string QueueUrl { get; set; } = "";

    /// <summary>Goes on until stopped.</summary>
    [Parameter]
    public SwitchParameter Watch { get; set; }

    /// <summary>From the beginning of one listing to that of the next.</summary>
    [Parameter(ParameterSetName = Listing)]
    // What a timer holds.
    [ValidateDuration(MaximumDays = 24)]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    // A listing tries stopped lanes again with its next round.
    private protected override DispatchOptions Options =>
        base.Options with { RetryStopped = Watch && ParameterSetName == FromQueue ? StoppedPause : null };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            if (ParameterSetName == FromQueue) TakeEvents();
            else SyncListings();
        }
        catch (Exception failure) when (failure is AwsException or OutboxException or StateFileException)
        {
            throw End(failure);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) work?.Dispose();
        base.Dispose(disposing);
    }

    private protected override void Settled(FindingResult result)
    {
        work?.Settle(result);
        base.Settled(result);
    }

    private Exception End(Exception failure)
    {
        if (failure is OutboxException outbox) throw Fail(outbox);
        ThrowTerminatingError(failure switch
        {
            AwsException refusal => ErrorOf(refusal, QueueUrl),
            StateFileException file => new ErrorRecord(file, "CannotKeepState", ErrorCategory.ResourceUnavailable, file.FilePath),
            _ => throw failure,
        });
        return failure;
    }

    // Read whole by Import-InspectorFinding, should a later version make more of it.
    private (string File, bool IsNew) KeepUnusable(string folder, byte[] text) =>
        new UnusableFolder(Path.Combine(Path.GetDirectoryName(OutboxFile)!, folder)).Keep(text);
}
