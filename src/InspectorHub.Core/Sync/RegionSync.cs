using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Common.Files;
using InspectorHub.Delivery;
using InspectorHub.Outbox;
using InspectorHub.Sync.Rounds;

namespace InspectorHub.Sync;

/// <summary>
/// Brings Security Hub up to date with what Amazon Inspector lists in one Region: what is new, changed or closed since the
/// checkpoint, which moves once Security Hub has answered for all of it; with a full round also what is over without a word.
/// </summary>
public sealed class RegionSync : IDisposable
{
    private readonly Func<CancellationToken, Task<ChangeListing>> open;
    private readonly SyncOptions options;
    private readonly Func<Task<Dispatcher>> startDelivery;
    private readonly SyncObserver observer;
    private readonly string? region;
    private readonly RoundLoop loop;
    private readonly DateTimeOffset began;
    private DateTimeOffset? fullTriedAt;
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
            () =>
                Task.FromResult(
                    new Dispatcher(outbox, lane => new SecurityHubClient(connection with { Region = lane.Region }, lane.Region))),
            observer ?? new SyncObserver())
    {
    }

    /// <summary>A synchronization.</summary>
    /// <param name="connection">The Region, and who lists.</param>
    /// <param name="options">What is synchronized, and how.</param>
    /// <param name="startDelivery">Starts the delivery of a round.</param>
    /// <param name="observer">Is asked before each round and told how it goes.</param>
    public RegionSync(AwsConnection connection, SyncOptions options, Func<Task<Dispatcher>> startDelivery, SyncObserver observer)
        : this(cancellationToken => ChangeListing.OpenAsync(connection, options, cancellationToken), options, startDelivery, observer) =>
            region = connection.Region;

    /// <summary>A synchronization with an Amazon Inspector of any kind.</summary>
    internal RegionSync(
        Func<CancellationToken, Task<ChangeListing>> open, SyncOptions options, Func<Task<Dispatcher>> startDelivery, SyncObserver observer)
    {
        this.open = open;
        this.options = options;
        this.startDelivery = startDelivery;
        this.observer = observer;
        loop = new RoundLoop(options.Interval, options.HasTimeLimit, options.Time, observer);
        began = options.Time.GetUtcNow();
    }

    /// <summary>The Region, as far as it is known by now.</summary>
    public string? Region => listing?.Region ?? region;

    /// <summary>One round.</summary>
    /// <returns>What became of the findings; null where the round was left out.</returns>
    /// <exception cref="AwsException">It could not begin. A listing that breaks off later is told to the observer: what it
    /// had is delivered.</exception>
    /// <exception cref="OutboxException">The outbox cannot be used.</exception>
    /// <exception cref="StateFileException">The checkpoint, or the folder for what cannot be sent, cannot be used.</exception>
    public async Task<DeliverySummary?> RunAsync(CancellationToken cancellationToken) =>
        (await RunRoundAsync(isWatching: false, cancellationToken).ConfigureAwait(false)).Summary;

    /// <summary>Round after round, through outages, until it is cancelled or the observer ends it.</summary>
    /// <exception cref="AwsException">Amazon Inspector refuses, and will again.</exception>
    /// <exception cref="OutboxException">The outbox cannot be used.</exception>
    /// <exception cref="StateFileException">The checkpoint cannot be read, or the folder for what cannot be sent cannot be
    /// used.</exception>
    public Task WatchAsync(CancellationToken cancellationToken) => WatchAsync(onlyFull: false, cancellationToken);

    /// <summary>
    /// Beside workers that take events: a full round each day at its time, through outages, until it is cancelled or the observer ends it.
    /// </summary>
    /// <inheritdoc cref="WatchAsync(CancellationToken)"/>
    public Task WatchFullAsync(CancellationToken cancellationToken) => WatchAsync(onlyFull: true, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => listing?.Dispose();

    private Task WatchAsync(bool onlyFull, CancellationToken cancellationToken) => loop.RunAsync(
        async () => (await RunRoundAsync(isWatching: true, cancellationToken, onlyFull).ConfigureAwait(false)).GoesOn,
        () => Region,
        cancellationToken);

    private async Task<(bool GoesOn, DeliverySummary? Summary)> RunRoundAsync(
        bool isWatching, CancellationToken cancellationToken, bool onlyFull = false)
    {
        listing ??= await open(cancellationToken).ConfigureAwait(false);
        var checkpoint = new RoundCheckpoint<CheckpointTimes>(
            listing.Checkpoint, "All that is active is listed.", listing.Region, observer);
        var before = await checkpoint.ReadAsync().ConfigureAwait(false);
        var plan = new SyncRound(listing.Region, before?.DeliveredUntil, options.IsFull || (isWatching && IsFullDue(before?.FullAt)));
        if (onlyFull && !plan.IsFull) return (true, null);
        var decision = await observer.DecideAsync(plan).ConfigureAwait(false);
        if (decision != RoundDecision.Begin) return (isWatching && decision != RoundDecision.End, null);

        using var delivery = await startDelivery().ConfigureAwait(false);
        delivery.Resume(new OutboxFilter { States = [OutboxState.Pending], Region = listing.Region, Endpoint = listing.Endpoint });
        using var round = new Round(listing, plan, delivery, options, observer);
        var (isListed, isPossible) = await ListAsync(round, isWatching, cancellationToken).ConfigureAwait(false);
        if (isWatching) loop.Bound(delivery);
        var summary = await delivery.CompleteAsync().ConfigureAwait(false) with
        {
            Region = listing.Region, Ended = round.Ended, NotEnded = round.NotEnded, Unusable = round.Unusable,
        };
        // Without any time of the service's there is nothing to go by: the machine's clock may be wrong.
        if (isListed && summary.Waiting == 0 && (round.ListedUntil ?? before?.DeliveredUntil) is { } until)
        {
            var full = round.IsFull && round.NotEnded == 0 ? until : before?.FullAt;
            await checkpoint.MoveAsync(new CheckpointTimes(until, full), isWatching).ConfigureAwait(false);
        }

        var goesOn = isWatching && isPossible;
        await observer.EndAsync(new RoundResult(listing.Region, delivery, summary, isListed, goesOn)).ConfigureAwait(false);
        return (goesOn, summary);
    }

    // Whether all was listed, and whether it is of use to try again.
    private async Task<(bool IsListed, bool IsPossible)> ListAsync(Round round, bool isWatching, CancellationToken cancellationToken)
    {
        try
        {
            await round.ListAsync(cancellationToken).ConfigureAwait(false);
            if (round.IsFull) fullTriedAt = options.Time.GetUtcNow();
            return (true, true);
        }
        catch (AwsException failure)
        {
            return (false, await loop.BreakOffAsync(failure, Region!, isWatching).ConfigureAwait(false));
        }
    }

    // Whether the time of day has come since the last full round, or since this began. One that could not end what is over
    // is not tried again before the next day.
    private bool IsFullDue(DateTimeOffset? lastFull)
    {
        if (options.FullAt is not { } timeOfDay) return false;
        var now = options.Time.GetLocalNow();
        var turn = new DateTimeOffset(now.Date, now.Offset) + timeOfDay;
        if (turn > now) turn = turn.AddDays(-1);
        var last = fullTriedAt ?? (lastFull is { } full && full <= now ? full : began);
        return last < turn;
    }
}
