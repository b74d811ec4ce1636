using InspectorHub.Aws;
using InspectorHub.Common;
using InspectorHub.Delivery;
using InspectorHub.Findings;
using InspectorHub.Outbox;

namespace InspectorHub.Sync;

/// <summary>
/// Brings Security Hub up to date with what Amazon Inspector lists in one Region: what is new, changed or closed since the
/// checkpoint, which moves once Security Hub has answered for all of it.
/// </summary>
public sealed class RegionSync : IDisposable
{
    // An account whose Security Hub does not answer has this long, however short the interval is.
    private static readonly TimeSpan ShortestRound = TimeSpan.FromMinutes(1);

    private readonly AwsConnection connection;
    private readonly SyncOptions options;
    private readonly Func<Task<Dispatcher>> startDelivery;
    private readonly SyncObserver observer;
    private ChangeListing? listing;

    /// <summary>A synchronization that delivers to the accounts that the connection itself may import for.</summary>
    /// <param name="connection">The Region, and who lists and imports.</param>
    /// <param name="outbox">Where findings wait.</param>
    /// <param name="options">What is synchronized, and how.</param>
    /// <param name="observer">Is told how it goes.</param>
    public RegionSync(AwsConnection connection, FindingOutbox outbox, SyncOptions? options = null, SyncObserver? observer = null)
        : this(
            connection,
            options ?? new SyncOptions(),
            () => Task.FromResult(new Dispatcher(outbox, lane => new SecurityHubClient(connection with { Region = lane.Region }, lane.Region))),
            observer ?? new SyncObserver())
    {
    }

    /// <summary>A synchronization.</summary>
    /// <param name="connection">The Region, and who lists.</param>
    /// <param name="options">What is synchronized, and how.</param>
    /// <param name="startDelivery">Starts the delivery of a round.</param>
    /// <param name="observer">Is asked before each round and told how it goes.</param>
    public RegionSync(AwsConnection connection, SyncOptions options, Func<Task<Dispatcher>> startDelivery, SyncObserver observer)
    {
        this.connection = connection;
        this.options = options;
        this.startDelivery = startDelivery;
        this.observer = observer;
    }

    /// <summary>The Region, as far as it is known by now.</summary>
    public string? Region => listing?.Region ?? connection.Region;

    /// <summary>One round.</summary>
    /// <returns>What became of the findings; null where the round was left out.</returns>
    /// <exception cref="AwsException">It could not begin. A listing that breaks off later is told to the observer: what it had is delivered.</exception>
    /// <exception cref="OutboxException">The outbox cannot be used.</exception>
    /// <exception cref="StateFileException">The checkpoint, or the folder for what cannot be sent, cannot be used.</exception>
    public async Task<DeliverySummary?> RunAsync(CancellationToken cancellationToken) =>
        (await RunRoundAsync(isWatching: false, cancellationToken).ConfigureAwait(false)).Summary;

    /// <summary>Round after round, through outages, until it is cancelled or the observer ends it.</summary>
    /// <exception cref="AwsException">Amazon Inspector refuses, and will again.</exception>
    /// <exception cref="OutboxException">The outbox cannot be used.</exception>
    /// <exception cref="StateFileException">The checkpoint cannot be read, or the folder for what cannot be sent cannot be used.</exception>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        for (var goesOn = true; goesOn;)
        {
            var began = options.Time.GetTimestamp();
            try
            {
                (goesOn, _) = await RunRoundAsync(isWatching: true, cancellationToken).ConfigureAwait(false);
            }
            catch (AwsException failure) when (failure.MayPass)
            {
                await NoticeAsync(SyncNoticeKind.PutOff, $"{failure.Message} It is tried again in the next round.", failure).ConfigureAwait(false);
            }

            var rest = options.Interval - options.Time.GetElapsedTime(began);
            if (goesOn && rest > TimeSpan.Zero) await Clock.Delay(options.Time, rest, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => listing?.Dispose();

    private async Task<(bool GoesOn, DeliverySummary? Summary)> RunRoundAsync(bool isWatching, CancellationToken cancellationToken)
    {
        listing ??= await ChangeListing.OpenAsync(connection, options, cancellationToken).ConfigureAwait(false);
        var started = options.Time.GetUtcNow();
        var round = new SyncRound(listing.Region, listing.DeliveredUntil, options.IsFull);
        var decision = await observer.DecideAsync(round).ConfigureAwait(false);
        if (decision != RoundDecision.Begin) return (isWatching && decision != RoundDecision.End, null);

        using var delivery = await startDelivery().ConfigureAwait(false);
        delivery.Resume(new OutboxFilter { States = [OutboxState.Pending], Region = listing.Region, Endpoint = listing.Endpoint });
        var (isListed, isPossible) = await ListAsync(listing, round, delivery, isWatching, cancellationToken).ConfigureAwait(false);
        // Accounts whose Security Hub does not answer must not keep the others from the next round.
        if (isWatching && !options.HasTimeLimit) delivery.StopAfter(options.Interval > ShortestRound ? options.Interval : ShortestRound);
        var summary = await delivery.CompleteAsync().ConfigureAwait(false) with { Region = listing.Region };
        if (isListed && summary.Waiting == 0) await MoveCheckpointAsync(listing, started, isWatching).ConfigureAwait(false);
        var goesOn = isWatching && isPossible;
        await observer.EndAsync(new RoundResult(listing.Region, delivery, summary, isListed, goesOn)).ConfigureAwait(false);
        return (goesOn, summary);
    }

    // Whether all was listed, and whether it is of use to try again.
    private async Task<(bool IsListed, bool IsPossible)> ListAsync(
        ChangeListing changes, SyncRound round, Dispatcher delivery, bool isWatching, CancellationToken cancellationToken)
    {
        try
        {
            var preparation = new FindingPreparation(changes.Endpoint, observer);
            await foreach (var page in changes.ListAsync(round.Since - options.Overlap, round.IsFull, cancellationToken).ConfigureAwait(false))
            {
                foreach (var reading in page) await TakeAsync(reading, preparation, delivery).ConfigureAwait(false);
            }

            return (true, true);
        }
        catch (AwsException failure)
        {
            // A filter that is none will not become one.
            var isPossible = failure.ErrorCode != "ValidationException";
            if (isWatching && isPossible)
            {
                await NoticeAsync(
                    SyncNoticeKind.BrokenOff, $"{failure.Message} What was listed so far is delivered; the next listing starts from the same checkpoint.", failure)
                    .ConfigureAwait(false);
            }
            else
            {
                await NoticeAsync(SyncNoticeKind.Failed, failure.Message, failure).ConfigureAwait(false);
            }

            return (false, isPossible);
        }
    }

    private async Task TakeAsync(FindingReading reading, FindingPreparation preparation, Dispatcher delivery)
    {
        var (finding, unusable) = await preparation.PrepareAsync(reading).ConfigureAwait(false);
        if (finding is not null) delivery.Add(finding);
        if (unusable is null) return;
        // What can be made nothing of holds up nothing. It is kept, should a later version make more of it.
        if (FindingPreparation.TextOf(reading) is { } text)
        {
            var (file, isNew) = new UnusableFolder(options.UnusableFolder).Keep(text);
            unusable = unusable with { File = file, IsKnown = !isNew };
        }

        await observer.UnusableAsync(unusable).ConfigureAwait(false);
    }

    // All that an old checkpoint does is to have more listed the next time, and by then it may be writable.
    private async Task MoveCheckpointAsync(ChangeListing changes, DateTimeOffset time, bool isWatching)
    {
        try
        {
            changes.SetDelivered(time);
        }
        catch (StateFileException failure) when (isWatching)
        {
            await NoticeAsync(SyncNoticeKind.CheckpointStays, $"{failure.Message} The next listing starts from the same checkpoint.", failure).ConfigureAwait(false);
        }
    }

    private Task NoticeAsync(SyncNoticeKind kind, string message, Exception failure) => observer.NoticeAsync(new SyncNotice(kind, Region, message, failure));
}
