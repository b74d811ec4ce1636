using System.Collections;
using System.Management.Automation;
using InspectorHub.Aws;
using InspectorHub.Aws.Sessions;
using InspectorHub.Base;
using InspectorHub.Common.Files;
using InspectorHub.Completion;
using InspectorHub.Delivery;
using InspectorHub.Outbox;
using InspectorHub.Sync;
using InspectorHub.Sync.Cis;
using InspectorHub.Sync.Queue;

namespace InspectorHub.Commands;

/// <summary>
/// Brings Security Hub up to date with Amazon Inspector: what is new, changed or closed since the last time, or what events
/// in a queue report.
/// </summary>
[Cmdlet(VerbsData.Sync, "InspectorFindingToHub", SupportsShouldProcess = true, DefaultParameterSetName = Listing)]
[OutputType(typeof(DeliverySummary), typeof(FindingResult))]
public sealed partial class SyncInspectorFindingToHubCommand : DeliveringCommand
{
    private const string Listing = nameof(Listing);
    private const string FromQueue = nameof(FromQueue);
    // How long a lane of a queue rests that access was denied to. A listing tries stopped lanes again with its next round.
    private static readonly TimeSpan StoppedPause = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The Regions, each on its own; else $StoredAWSRegion, the profile's, the environment's, the machine's. With -QueueUrl
    /// findings go to their own.
    /// </summary>
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
    [Parameter(ParameterSetName = OfCis)]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>
    /// Lists everything that is active, and not only what has changed since the checkpoint, and archives what Amazon
    /// Inspector no longer lists.
    /// </summary>
    [Parameter(ParameterSetName = Listing)]
    [Parameter(ParameterSetName = OfCis)]
    public SwitchParameter Full { get; set; }

    /// <summary>
    /// With -Watch the time of day from which on a round is full, once a day; null for never. With -QueueUrl there is one
    /// only where it is given.
    /// </summary>
    [Parameter]
    public TimeSpan? FullAt { get; set; } = TimeSpan.FromHours(3);

    /// <summary>With more than so many no longer listed, a full round takes it for a mistake and archives none.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ArchiveLimit { get; set; } = 100;

    /// <summary>What a full round does with findings that have been sent and that -Severity and -Filter no longer want.</summary>
    [Parameter(ParameterSetName = Listing)]
    [ValidateSet("Update", "Archive")]
    // Not the enumeration itself: the type of a field is loaded with the cmdlet, before the module has a load context of its own.
    public string OutOfFilter { get; set; } = "Update";

    /// <summary>An SQS queue that EventBridge puts Inspector2 Finding events into; many workers may share it.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = FromQueue)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string QueueUrl { get; set; } = "";

    /// <summary>
    /// How long what was taken off the queue is still delivered when the process is told to end (SIGTERM); the rest is given
    /// back to the queue.
    /// </summary>
    [Parameter(ParameterSetName = FromQueue)]
    [ValidateDuration(AllowZero = true)]
    public TimeSpan? GracePeriod { get; set; }

    /// <summary>Goes on until stopped.</summary>
    [Parameter]
    public SwitchParameter Watch { get; set; }

    /// <summary>From the beginning of one listing to that of the next.</summary>
    [Parameter(ParameterSetName = Listing)]
    [Parameter(ParameterSetName = OfCis)]
    // What a timer holds.
    [ValidateDuration(MaximumDays = 24)]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    private protected override DispatchOptions Options =>
        base.Options with { RetryStopped = Watch && ParameterSetName == FromQueue ? StoppedPause : null };

    private protected override string? RetriedAgain => (Watch.IsPresent, Options.RetryStopped) switch
    {
        (true, { } rest) => $"This lane is tried again every {rest.TotalSeconds:0} s.",
        (true, null) => "This lane is tried again in the next round.",
        _ => null,
    };

    private string CheckpointFolder => CheckpointPath is null ? OutboxFolder : GetUnresolvedProviderPathFromPSPath(CheckpointPath);

    private string OutboxFolder => Path.GetDirectoryName(OutboxFile)!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            Await(Background = ParameterSetName == FromQueue ? TakeEventsAsync() : SyncRegionsAsync());
        }
        catch (Exception failure) when (failure is AwsException or OutboxException or StateFileException)
        {
            throw End(failure);
        }
    }

    // Each Region on its own, so that one that is down holds up no other.
    private Task SyncRegionsAsync()
    {
        var cis = Cis || IncludeCis ? NewCisOptions() : null;
        if (Cis) return Task.WhenAll(ConnectTo(Region).ToList().Select(connection => SyncCisAsync(connection, cis!)));
        var options = RoundOptions() with
        {
            Severities = Severity,
            Filter = FilterJson(Filter),
            IsFull = Full,
            OutOfFilter = Enum.TryParse<OutOfFilter>(OutOfFilter, ignoreCase: true, out var known) ? known : default,
            Overlap = Overlap,
            Interval = Interval,
            HasTimeLimit = TimeoutSec is not null,
        };
        return Task.WhenAll(ConnectTo(Region).ToList().Select(connection => SyncAsync(connection, options, cis)));
    }

    private SyncOptions RoundOptions() => new()
    {
        FullAt = FullAt,
        ArchiveLimit = ArchiveLimit,
        CheckpointFolder = CheckpointFolder,
        UnusableFolder = Path.Combine(OutboxFolder, "unusable-findings"),
    };

    private async Task SyncAsync(AwsConnection connection, SyncOptions options, CisSyncOptions? cisOptions)
    {
        using var cis = cisOptions is null ? null : NewCisSync(connection, cisOptions);
        // One after the other: they deliver to the same accounts.
        var observer = new Observer(this) { AfterRound = Watch && cis is not null ? () => SyncCisOnceAsync(cis) : null };
        using var sync = new RegionSync(connection, options, () => OnPipeline(() => StartDelivery()), observer);
        await UnlessItFails(() => Watch ? sync.WatchAsync(Stop) : sync.RunAsync(Stop), () => sync.Region).ConfigureAwait(false);
        if (cis is not null && !Watch) await UnlessItFails(() => cis.RunAsync(Stop), () => cis.Region).ConfigureAwait(false);
    }

    private async Task UnlessItFails(Func<Task> work, Func<string?> region)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (AwsException failure)
        {
            await OnPipeline(() => WriteError(ErrorOf(failure, region()))).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OutboxException or StateFileException)
        {
            // Of all Regions: they share what cannot be used.
            await OnPipeline(() => throw End(failure)).ConfigureAwait(false);
        }
    }

    private async Task TakeEventsAsync()
    {
        if (!ShouldProcess(QueueUrl, "Take events off the queue and send their findings to Security Hub")) return;
        var options = new QueueSyncOptions
        {
            IsWatching = Watch,
            Endpoint = Endpoint,
            UnusableFolder = Path.Combine(OutboxFolder, "unusable-messages"),
            GracePeriod = GracePeriod ?? TimeSpan.Zero,
        };
        using var termination = GracePeriod is null ? null : new Termination();
        using var queue = new FindingQueue(ConnectTo(Region).First(), QueueUrl);
        using var sync = new QueueSync(queue, options, settled => OnPipeline(() => StartDelivery(settled)), new Observer(this));
        using var fullRounds = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var full = WatchFullRounds(fullRounds.Token);
        try
        {
            await sync.RunAsync(Stop, termination?.Requested ?? default).ConfigureAwait(false);
            await OnPipeline(() => SayLatency(sync.Latencies)).ConfigureAwait(false);
        }
        finally
        {
            fullRounds.Cancel();
            await full.ConfigureAwait(false);
        }
    }

    // Beside the queue, of one worker: what its events do not tell. What another worker is delivering meanwhile is at Amazon
    // Inspector, and stays.
    private async Task WatchFullRounds(CancellationToken ended)
    {
        if (!Watch || FullAt is null || !MyInvocation.BoundParameters.ContainsKey(nameof(FullAt))) return;
        // Each worker remembers only what it has sent itself.
        var options = RoundOptions() with { AsksHub = true, HasTimeLimit = TimeoutSec is not null };
        try
        {
            await Task.WhenAll(
                ConnectTo(Region).ToList().Select(connection => WatchFullAsync(connection, options, ended))).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The worker ends.
        }
    }

    private async Task WatchFullAsync(AwsConnection connection, SyncOptions options, CancellationToken ended)
    {
        using var sync = new RegionSync(connection, options, () => OnPipeline(() => StartDelivery()), new Observer(this));
        await UnlessItFails(() => sync.WatchFullAsync(ended), () => sync.Region).ConfigureAwait(false);
    }

    private void SayLatency(IReadOnlyList<TimeSpan> latencies)
    {
        if (latencies.Count == 0) return;
        var sorted = latencies.OrderBy(latency => latency).ToList();
        WriteVerbose(
            $"From the queue to Security Hub's answer, {sorted.Count} messages: median {sorted[sorted.Count / 2].TotalMilliseconds:0} " +
            "ms, " +
            $"95th percentile {sorted[sorted.Count * 95 / 100].TotalMilliseconds:0} ms.");
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
}
