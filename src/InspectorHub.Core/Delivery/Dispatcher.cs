using System.Collections.Concurrent;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Common;
using InspectorHub.Outbox;
using InspectorHub.Outbox.Accepting;

namespace InspectorHub.Delivery;

/// <summary>
/// Takes findings one by one, puts them into the outbox in groups that share one flush to disk, and has a sender for every lane that
/// has something waiting. Memory stays bounded however many findings come: <see cref="Add(OutboundFinding)"/> waits while the disk is
/// behind.
/// </summary>
public sealed class Dispatcher : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan WaitForRoom = TimeSpan.FromMilliseconds(100);

    private readonly BoundedBuffer incoming;
    // A lane without a supervisor is only queued for.
    private readonly ConcurrentDictionary<Lane, LaneSupervisor?> lanes = [];
    // In the order in which they came.
    private volatile LaneSupervisor[] supervisors = [];
    // Also those that nothing had to be sent to.
    private readonly ConcurrentDictionary<string, bool> regions = new(StringComparer.Ordinal);
    private readonly FindingOutbox outbox;
    private readonly Func<Lane, ISecurityHub>? hubs;
    private readonly DispatchOptions options;
    private readonly DeliveryObserver? observer;
    private readonly DeliveryObserver counting;
    private readonly OpenFindings? openFindings;
    private readonly CancellationToken stop;
    private readonly CancellationTokenSource delivery;
    private readonly ITimer limit;
    private readonly long startedAt;
    private readonly Task accepting;
    private int given, received, updated, unchanged, superseded, refused, earlier, earlierRefused;
    private int closed;

    /// <summary>Starts to take findings.</summary>
    /// <param name="outbox">Where they wait.</param>
    /// <param name="hubs">
    /// Makes the Security Hub of a lane, which is disposed with the lane's sender where it can be; null only queues.
    /// </param>
    /// <param name="options">What is to be different.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="stop">Ends delivery; what is left stays in the outbox.</param>
    public Dispatcher(
        FindingOutbox outbox, Func<Lane, ISecurityHub>? hubs, DispatchOptions? options = null, DeliveryObserver? observer = null,
        CancellationToken stop = default)
    {
        this.outbox = outbox;
        this.hubs = hubs;
        this.options = options ?? new DispatchOptions();
        this.observer = observer;
        this.stop = stop;
        counting = new DeliveryObserver(SettleSent, notice => observer?.Noticed(notice));
        openFindings = this.options.TracksEach ? new OpenFindings(outbox) : null;
        incoming = new BoundedBuffer(outbox.Options.Time, this.options.Sender.IsSingleThreaded);
        delivery = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Ended = delivery.Token;
        startedAt = outbox.Options.Time.GetTimestamp();
        limit = outbox.Options.Time.CreateTimer(
            _ => delivery.Cancel(), state: null, this.options.TimeLimit ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        accepting = this.options.Sender.Start(AcceptAllAsync);
    }

    /// <summary>Where the findings wait.</summary>
    internal FindingOutbox Outbox => outbox;

    /// <summary>The Security Hub of a lane, for whoever asks to dispose; null where findings are only queued.</summary>
    internal ISecurityHub? OpenHub(Lane lane) => hubs?.Invoke(lane);

    /// <summary>How far it has come.</summary>
    public DeliveryProgress Progress
    {
        get
        {
            var seconds = outbox.Options.Time.GetElapsedTime(startedAt).TotalSeconds;
            var taken = Volatile.Read(ref received) + Volatile.Read(ref earlier);
            var (waiting, oldest) = outbox.Backlog(lanes.Keys);
            return new(
                Volatile.Read(ref given), taken, Volatile.Read(ref refused) + Volatile.Read(ref earlierRefused), waiting,
                seconds > 0 ? taken / seconds : 0, oldest);
        }
    }

    /// <summary>Cancelled when delivery ends: it was stopped, its time is over, or it has failed.</summary>
    public CancellationToken Ended { get; }

    /// <summary>
    /// What was given here and the observer has not been told the end of: Security Hub has not answered for it; and, where each is
    /// tracked, what became of the findings that another sender on the outbox has taken care of.
    /// </summary>
    public IEnumerable<FindingResult> Unsettled =>
        outbox.Unanswered().Where(result => lanes.ContainsKey(result.Lane)).Concat(openFindings?.SettledElsewhere() ?? []);

    /// <summary>Whether access to a lane was denied and has not been granted since.</summary>
    public bool IsStopped(Lane lane) => lanes.TryGetValue(lane, out var supervisor) && supervisor is { IsStopped: true };

    /// <summary>Whether that is so of every lane.</summary>
    public bool IsStoppedEverywhere => !lanes.IsEmpty && lanes.Keys.All(IsStopped);

    /// <summary>Whether a finding is in the outbox and Security Hub has not answered for it.</summary>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public bool IsWaiting(string id, Lane lane) => outbox.IsWaiting(id, lane);

    /// <summary>Takes a finding. It is safe when the observer, or the summary, says what became of it.</summary>
    /// <exception cref="OutboxException">The outbox does not take it.</exception>
    /// <exception cref="OperationCanceledException">Delivery was stopped: the finding was not taken.</exception>
    public void Add(OutboundFinding finding) => Add(finding, stop);

    /// <summary>Takes a finding, without holding a thread while the disk is behind.</summary>
    /// <inheritdoc cref="Add(OutboundFinding)"/>
    public ValueTask AddAsync(OutboundFinding finding, CancellationToken cancellationToken = default)
    {
        stop.ThrowIfCancellationRequested();
        return incoming.TryAdd(finding, cancellationToken) is true
            ? default
            : new ValueTask(Task.Run(
                () =>
                {
                    using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
                    Add(finding, either.Token);
                },
                cancellationToken));
    }

    /// <summary>Delivers findings that wait in the outbox already; refused ones among them are sent again.</summary>
    /// <returns>How many.</returns>
    public int Resume(OutboxFilter filter)
    {
        outbox.ReleaseDead();
        var (findings, theirs) = outbox.Resume(filter);
        Interlocked.Add(ref given, findings);
        openFindings?.AddOwn();
        foreach (var lane in theirs)
        {
            regions.TryAdd(lane.Region, true);
            Open(lane);
        }

        return findings;
    }

    /// <summary>Sets a limit to the time from now on.</summary>
    public void StopAfter(TimeSpan time) => limit.Change(time, Timeout.InfiniteTimeSpan);

    /// <summary>
    /// No more findings come: puts the last ones on disk and delivers until Security Hub has answered for all, or until it is stopped.
    /// </summary>
    /// <exception cref="OutboxException">The outbox could not take a finding; those before it are on disk.</exception>
    public async Task<DeliverySummary> CompleteAsync()
    {
        incoming.Complete();
        try
        {
            await accepting.ConfigureAwait(false);
            foreach (var supervisor in supervisors) supervisor.Finish();
        }
        catch
        {
            delivery.Cancel();
            throw;
        }
        finally
        {
            await Task.WhenAll(supervisors.Select(supervisor => supervisor.Run)).ConfigureAwait(false);
        }

        var waiting = outbox.CountOwn(lanes.Keys);
        return new DeliverySummary
        {
            Received = received,
            Updated = updated,
            Unchanged = unchanged,
            Superseded = superseded,
            Refused = refused,
            Waiting = waiting,
            Elsewhere = Math.Max(0, given - received - unchanged - superseded - refused - waiting),
            Earlier = earlier,
            Region = regions.IsEmpty ? null : string.Join(", ", regions.Keys.OrderBy(region => region, StringComparer.Ordinal)),
            Duration = outbox.Options.Time.GetElapsedTime(startedAt),
            OutboxPath = outbox.FilePath,
        };
    }

    /// <summary>Stops delivery, if it has not ended. What has been taken is in the outbox.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 1) return;
        limit.Dispose();
        delivery.Cancel();
        incoming.Complete();
        // First the one that may still open lanes.
        await EndOf(accepting).ConfigureAwait(false);
        foreach (var supervisor in supervisors)
        {
            await EndOf(supervisor.Run).ConfigureAwait(false);
            supervisor.Dispose();
        }

        openFindings?.Dispose();
        delivery.Dispose();
    }

    private static async Task EndOf(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception) when (task.IsFaulted || task.IsCanceled)
        {
            // CompleteAsync reports it, if anybody asks.
        }
    }

    private void Add(OutboundFinding finding, CancellationToken cancellationToken)
    {
        if (!incoming.Add(finding, cancellationToken)) accepting.GetAwaiter().GetResult();
    }

    // What was given here counts as this one's own, also where another sender has given the same.
    private void SettleSent(FindingResult result) =>
        Settle(openFindings?.Remove(result) == true ? result with { IsEarlier = false } : result);

    private void Settle(FindingResult result)
    {
        switch (result)
        {
            case { Status: DeliveryStatus.Received, IsEarlier: true }:
                Interlocked.Increment(ref earlier);
                break;
            case { Status: DeliveryStatus.Received }:
                Interlocked.Increment(ref received);
                if (result.IsUpdate) Interlocked.Increment(ref updated);
                break;
            case { Status: DeliveryStatus.Refused }:
                Interlocked.Increment(ref result.IsEarlier ? ref earlierRefused : ref refused);
                break;
            case { Status: DeliveryStatus.Unchanged }:
                Interlocked.Increment(ref unchanged);
                break;
            case { Status: DeliveryStatus.Superseded }:
                Interlocked.Increment(ref superseded);
                break;
        }

        observer?.Settled(result);
    }

    // Group commit: while one group is flushed to disk the next one gathers.
    private async Task AcceptAllAsync()
    {
        try
        {
            while (await incoming.TakeAllAsync().ConfigureAwait(false) is { } group) await AcceptAsync(group).ConfigureAwait(false);
        }
        catch
        {
            incoming.Complete();
            throw;
        }
    }

    private async Task AcceptAsync(List<OutboundFinding> group)
    {
        for (var done = 0; done < group.Count;)
        {
            var acceptances = await AcceptWhenThereIsRoomAsync(group.GetRange(done, group.Count - done)).ConfigureAwait(false);
            Interlocked.Add(ref given, acceptances.Count);
            openFindings?.Add(
                group.Skip(done).Zip(
                    acceptances,
                    (finding, acceptance) =>
                        (finding, acceptance)).Where(pair =>
                            pair.acceptance.Status == DeliveryStatus.Waiting).Select(pair => pair.finding));
            foreach (var (status, replaced) in acceptances)
            {
                var finding = group[done++];
                regions.TryAdd(finding.Lane.Region, true);
                if (replaced) Settle(new(finding.Id, finding.Lane, DeliveryStatus.Superseded));
                if (status != DeliveryStatus.Waiting)
                    Settle(new(finding.Id, finding.Lane, status) { IsOutdated = status == DeliveryStatus.Superseded });
                else Open(finding.Lane);
            }

            foreach (var supervisor in supervisors) supervisor.Wake();
        }
    }

    private void Open(Lane lane)
    {
        if (lanes.ContainsKey(lane)) return;
        // Findings that are added and findings that are resumed may come to a lane at the same time.
        lock (lanes)
        {
            if (lanes.ContainsKey(lane)) return;
            var supervisor = hubs is null ? null : new LaneSupervisor(outbox, lane, hubs, options, counting, delivery);
            if (supervisor is not null) supervisors = [.. supervisors, supervisor];
            lanes[lane] = supervisor;
        }
    }

    // Full means to wait while senders make room, and to say so where nobody does; never to drop.
    private async Task<IReadOnlyList<Acceptance>> AcceptWhenThereIsRoomAsync(List<OutboundFinding> group)
    {
        while (true)
        {
            try
            {
                return outbox.Accept(group, options.Force);
            }
            catch (OutboxException full) when (
                full.Failure == OutboxFailure.Full
                    && !delivery.IsCancellationRequested
                    && supervisors.Any(supervisor => !supervisor.Run.IsCompleted))
            {
                // Made below, outside the handler.
            }

            await Clock.Delay(outbox.Options.Time, WaitForRoom, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
