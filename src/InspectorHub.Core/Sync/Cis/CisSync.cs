using InspectorHub.Aws;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.Sessions;
using InspectorHub.Common.Files;
using InspectorHub.Delivery;
using InspectorHub.Findings.Cis;
using InspectorHub.Outbox;
using InspectorHub.Sync.Rounds;

namespace InspectorHub.Sync.Cis;

/// <summary>
/// Brings Security Hub up to date with the CIS scans of one Region: what failed is sent, what failed before and does not any more, or
/// is not there any more, ends. A scan of which Security Hub has answered for everything is not looked at again.
/// </summary>
public sealed class CisSync : IDisposable
{
    private readonly Func<CancellationToken, Task<CisListing>> open;
    private readonly CisSyncOptions options;
    private readonly Func<Task<Dispatcher>> startDelivery;
    private readonly SyncObserver observer;
    private readonly string? region;
    private readonly RoundLoop loop;
    private CisListing? listing;

    /// <summary>A synchronization.</summary>
    /// <param name="connection">The Region, and who lists.</param>
    /// <param name="options">What is synchronized, and how.</param>
    /// <param name="startDelivery">Starts the delivery of a round.</param>
    /// <param name="observer">Is asked before each round and told how it goes.</param>
    public CisSync(AwsConnection connection, CisSyncOptions options, Func<Task<Dispatcher>> startDelivery, SyncObserver observer)
        : this(cancellationToken => CisListing.OpenAsync(connection, options, cancellationToken), options, startDelivery, observer) =>
            region = connection.Region;

    /// <summary>A synchronization with CIS scans of any kind.</summary>
    internal CisSync(
        Func<CancellationToken, Task<CisListing>> open, CisSyncOptions options, Func<Task<Dispatcher>> startDelivery, SyncObserver observer)
    {
        this.open = open;
        this.options = options;
        this.startDelivery = startDelivery;
        this.observer = observer;
        loop = new RoundLoop(options.Interval, options.HasTimeLimit, options.Time, observer);
    }

    /// <summary>The Region, as far as it is known by now.</summary>
    public string? Region => listing?.Scans.Region ?? region;

    /// <summary>One round.</summary>
    /// <returns>What became of the findings; null where the round was left out.</returns>
    /// <exception cref="AwsException">
    /// It could not begin. A listing that breaks off later is told to the observer: what it had is delivered.
    /// </exception>
    /// <exception cref="OutboxException">The outbox cannot be used.</exception>
    /// <exception cref="StateFileException">The checkpoint, or the folder for what cannot be sent, cannot be used.</exception>
    public async Task<DeliverySummary?> RunAsync(CancellationToken cancellationToken) =>
        (await RunRoundAsync(isWatching: false, cancellationToken).ConfigureAwait(false)).Summary;

    /// <summary>Round after round, through outages, until it is cancelled or the observer ends it.</summary>
    /// <exception cref="AwsException">Amazon Inspector refuses, and will again.</exception>
    /// <exception cref="OutboxException">The outbox cannot be used.</exception>
    /// <exception cref="StateFileException">The checkpoint, or the folder for what cannot be sent, cannot be used.</exception>
    public Task WatchAsync(CancellationToken cancellationToken) => loop.RunAsync(
        async () => (await RunRoundAsync(isWatching: true, cancellationToken).ConfigureAwait(false)).GoesOn,
        () => Region,
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => listing?.Dispose();

    private async Task<(bool GoesOn, DeliverySummary? Summary)> RunRoundAsync(bool isWatching, CancellationToken cancellationToken)
    {
        listing ??= await open(cancellationToken).ConfigureAwait(false);
        var checkpoint = new RoundCheckpoint<CisProgress>(
            listing.Checkpoint, "The latest scan of each configuration is taken.", listing.Scans.Region, observer);
        var before = await checkpoint.ReadAsync().ConfigureAwait(false) ?? CisProgress.None;
        var plan = new SyncRound(listing.Scans.Region, before.Since, options.IsFull) { IsOfCis = true };
        var decision = await observer.DecideAsync(plan).ConfigureAwait(false);
        if (decision != RoundDecision.Begin) return (isWatching && decision != RoundDecision.End, null);

        using var delivery = await startDelivery().ConfigureAwait(false);
        delivery.Resume(new OutboxFilter { States = [OutboxState.Pending], Region = plan.Region, Endpoint = listing.Endpoint });
        using var round = new CisRound(listing.Scans, delivery, options, observer, listing.Endpoint);
        var (after, isPossible) = await ListAsync(listing.Scans, round, before, isWatching, cancellationToken).ConfigureAwait(false);
        if (isWatching) loop.Bound(delivery);
        var summary = await delivery.CompleteAsync().ConfigureAwait(false) with
        {
            Region = plan.Region, Ended = round.Ended, NotEnded = round.NotEnded, Unusable = round.Unusable,
        };
        if (after is not null && summary.Waiting == 0) await checkpoint.MoveAsync(after, isWatching).ConfigureAwait(false);
        var goesOn = isWatching && isPossible;
        await observer.EndAsync(new RoundResult(plan.Region, delivery, summary, after is not null, goesOn)).ConfigureAwait(false);
        return (goesOn, summary);
    }

    // How far it is now, null where not all was listed; and whether it is of use to try again.
    private async Task<(CisProgress? After, bool IsPossible)> ListAsync(
        ICisScans all, CisRound round, CisProgress before, bool isWatching, CancellationToken cancellationToken)
    {
        try
        {
            var listed = new List<CisScan>();
            var scans = all.ListScansAsync(FilterSince(before.Since), cancellationToken);
            await foreach (var scan in scans.ConfigureAwait(false))
            {
                if (options.IsWanted(scan)) listed.Add(scan);
            }

            var chosen = Choose(listed, before);
            foreach (var scan in chosen)
                await round.TakeAsync(scan, isLast: scan == chosen[chosen.Count - 1], cancellationToken).ConfigureAwait(false);
            return (before.After(listed), true);
        }
        catch (AwsException failure)
        {
            return (null, await loop.BreakOffAsync(failure, all.Region, isWatching).ConfigureAwait(false));
        }
    }

    private byte[]? FilterSince(DateTimeOffset? since)
    {
        var filter = new InspectorFilter();
        filter.And(options.Filter);
        if (!options.IsFull) filter.Scanned(since, until: null);
        return filter.ToJson();
    }

    // The oldest first, so that the newest has the last word.
    private List<CisScan> Choose(List<CisScan> listed, CisProgress progress)
    {
        var chosen = progress.Since is null || options.IsFull
            ? CisScan.LatestOfEach(listed)
            : listed.Where(scan => scan.Status != CisScan.InProgress && !progress.Delivered.Contains(scan.ScanArn));
        return [.. chosen.OrderBy(scan => scan.ScanDate)];
    }
}
