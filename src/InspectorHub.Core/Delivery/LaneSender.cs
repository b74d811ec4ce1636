using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Outbox;
using InspectorHub.Outbox.Leasing;
using Polly.Timeout;

namespace InspectorHub.Delivery;

/// <summary>
/// Delivers what waits for one lane: leases batches and has several of them on their way at a time. It ends when nothing waits and no
/// more is to come, when it is stopped, or when Security Hub denies access.
/// </summary>
internal sealed class LaneSender : IDisposable
{
    private readonly FindingOutbox outbox;
    private readonly Lane lane;
    private readonly Func<Lane, ISecurityHub> hubs;
    private readonly LaneSenderOptions options;
    private readonly DeliveryObserver observer;
    private readonly TimeProvider time;
    private readonly bool isAnother;
    private readonly long number;
    private readonly Signal signal;
    private readonly CancellationTokenSource stopped;
    private readonly List<Task> batches = [];
    private ISecurityHub? hub;
    private HubCaller? caller;
    private volatile bool noMoreInput;
    private int underWay, denied;
    private long? lookedAt, heldSince;

    /// <summary>Sends nothing yet.</summary>
    /// <param name="outbox">Where the findings wait.</param>
    /// <param name="lane">Where they go.</param>
    /// <param name="hubs">Makes the lane's Security Hub, which is disposed with this sender where it can be.</param>
    /// <param name="options">How to go about it.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="stop">Ends it; what is left waits in the outbox.</param>
    /// <param name="isAnother">Whether it comes after a sender that was denied access.</param>
    public LaneSender(
        FindingOutbox outbox, Lane lane, Func<Lane, ISecurityHub> hubs, LaneSenderOptions options, DeliveryObserver observer,
        CancellationToken stop, bool isAnother = false)
    {
        this.outbox = outbox;
        this.lane = lane;
        this.hubs = hubs;
        this.options = options;
        this.observer = observer;
        this.isAnother = isAnother;
        time = outbox.Options.Time;
        number = outbox.Number(lane);
        signal = new Signal(time, options.IsSingleThreaded);
        stopped = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    /// <summary>Whether Security Hub has denied access.</summary>
    public bool IsDenied => Volatile.Read(ref denied) == 1;

    /// <summary>Whether Security Hub has answered.</summary>
    public bool HasAnswer => caller is { HasAnswer: true };

    /// <summary>There may be something new in the outbox.</summary>
    public void Wake() => signal.Set();

    /// <summary>Nothing more will come: what is left goes in batches that are not full, and then the work is done.</summary>
    public void Finish()
    {
        noMoreInput = true;
        signal.Set();
    }

    /// <summary>Delivers until there is nothing left to do.</summary>
    public async Task RunAsync()
    {
        try
        {
            hub = hubs(lane);
            caller = new HubCaller(outbox, lane, hub, options, observer, isTroubled: isAnother);
            await RunBatchesAsync().ConfigureAwait(false);
        }
        catch (AwsException unusable) when (hub is null)
        {
            Stop(unusable);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // What is left stays in the outbox.
        }
        finally
        {
            stopped.Cancel();
            await Task.WhenAll(batches).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        (hub as IDisposable)?.Dispose();
        stopped.Dispose();
    }

    private async Task RunBatchesAsync()
    {
        var leasedAt = time.GetTimestamp();
        while (true)
        {
            stopped.Token.ThrowIfCancellationRequested();
            if (batches.Find(batch => batch.IsFaulted) is { } broken) await broken.ConfigureAwait(false);
            // Asked before looking: what comes after the last look is then still waited for.
            var finishing = noMoreInput;
            if (Volatile.Read(ref underWay) >= options.Calls)
            {
                await signal.WaitAsync(options.Poll, stopped.Token).ConfigureAwait(false);
                continue;
            }

            var batch = outbox.Leases.Lease(number, outbox.Sender, partial: finishing || time.GetElapsedTime(leasedAt) >= options.Linger);
            if (batch.Findings.Count > 0)
            {
                leasedAt = time.GetTimestamp();
                Start(batch);
                continue;
            }

            if (LookAround()) continue;
            var next = outbox.NextPending(number);
            if (finishing && next is null && Volatile.Read(ref underWay) == 0 && !IsHeldElsewhere())
            {
                Forget();
                return;
            }

            await signal.WaitAsync(UntilReady(next), stopped.Token).ConfigureAwait(false);
        }
    }

    private void Start(Batch batch)
    {
        batches.RemoveAll(done => done.Status == TaskStatus.RanToCompletion);
        Interlocked.Increment(ref underWay);
        batches.Add(options.Start(() => DeliverAsync(batch)));
    }

    private async Task DeliverAsync(Batch batch)
    {
        try
        {
            await new BatchDelivery(outbox, lane, caller!, options, observer, batch.Findings).RunAsync(stopped.Token).ConfigureAwait(false);
        }
        catch (Exception ended) when (
            stopped.IsCancellationRequested && ended is (OperationCanceledException or AwsException or TimeoutRejectedException))
        {
            // The call was cut off because delivery ends: what it was about waits.
        }
        catch (AwsException failure)
        {
            Stop(failure);
        }
        finally
        {
            // Also where the outbox cannot be written: the loop has to hear of it.
            Interlocked.Decrement(ref underWay);
            signal.Set();
        }
    }

    // By Security Hub's clock: this machine's may be wrong.
    private void Forget()
    {
        if (caller!.ServiceTime is { } now) outbox.Forget(now);
    }

    private bool LookAround()
    {
        if (lookedAt is { } before && time.GetElapsedTime(before) < options.Poll) return false;
        lookedAt = time.GetTimestamp();
        outbox.CheckFile();
        outbox.ReleaseDead();
        Forget();
        return true;
    }

    // Said once it has lasted: a sender that was halted, and not ended, keeps what it has for as long as it is there.
    private bool IsHeldElsewhere()
    {
        var held = outbox.HeldElsewhere(number);
        if (held.Count == 0)
        {
            heldSince = null;
            return false;
        }

        heldSince ??= time.GetTimestamp();
        if (time.GetElapsedTime(heldSince.Value) < options.Patience) return true;
        foreach (var holder in held) observer.Noticed(new(lane, LaneNoticeKind.Held, $"{lane}: {holder}"));
        heldSince = time.GetTimestamp();
        return true;
    }

    private void Stop(AwsException failure)
    {
        // What the sender before this one was told is not said again.
        var kind = isAnother && !HasAnswer ? LaneNoticeKind.Retrying : LaneNoticeKind.Stopped;
        if (Interlocked.Exchange(ref denied, 1) == 0)
            observer.Noticed(new(lane, kind, $"{lane}: {FailureClassifier.Explain(failure, lane)}", failure));
        stopped.Cancel();
    }

    private TimeSpan UntilReady((long ReadyAt, long QueuedAt)? next)
    {
        if (next is not { } pending) return options.Poll;
        var wait = TimeSpan.FromMilliseconds(pending.ReadyAt - time.GetUtcNow().ToUnixTimeMilliseconds());
        return wait <= TimeSpan.Zero ? options.Linger : wait < options.Poll ? wait : options.Poll;
    }
}
