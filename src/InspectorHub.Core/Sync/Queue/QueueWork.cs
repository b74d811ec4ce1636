using InspectorHub.Aws;
using InspectorHub.Common;
using InspectorHub.Outbox;

namespace InspectorHub.Sync.Queue;

/// <summary>
/// The messages of a queue whose findings are on their way: kept hidden from other workers meanwhile, and deleted once Security
/// Hub has answered for every finding in them. Those for a lane that is stopped are let go: the queue gives them out again.
/// </summary>
public sealed class QueueWork : IDisposable
{
    private const int KeptLatencies = 10_000;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    // After a call that failed.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly object gate = new();
    private readonly Dictionary<(string Id, Lane Lane), Ends> byFinding = [];
    private readonly HashSet<Work> open = [];
    private readonly List<Work> finished = [];
    private readonly Queue<TimeSpan> latencies = [];
    private readonly IFindingQueue queue;
    private readonly TimeSpan visibility;
    private readonly Func<Lane, bool> isStopped;
    private readonly Func<string, Lane, bool> isWaiting;
    private readonly Action<AwsException> failed;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly Task tending;

    /// <summary>Starts to look after messages.</summary>
    /// <param name="queue">Where they came from.</param>
    /// <param name="visibility">How long the queue hides a message that is taken.</param>
    /// <param name="isStopped">Whether nothing is delivered on a lane for the time being.</param>
    /// <param name="isWaiting">Whether a finding is in the outbox still. One that another process has delivered from there
    /// is heard of no other way.</param>
    /// <param name="failed">Is told, on another thread, when the queue does not answer; what was asked of it is asked again.</param>
    /// <param name="time">The clock that messages are hidden by. Default the system's.</param>
    public QueueWork(
        IFindingQueue queue, TimeSpan visibility, Func<Lane, bool> isStopped, Func<string, Lane, bool> isWaiting,
        Action<AwsException> failed, TimeProvider? time = null)
    {
        this.queue = queue;
        this.visibility = visibility;
        this.isStopped = isStopped;
        this.isWaiting = isWaiting;
        this.failed = failed;
        this.time = time ?? TimeProvider.System;
        tending = Task.Run(TendAsync);
    }

    /// <summary>Messages with findings that are not answered for.</summary>
    public int Open
    {
        get
        {
            lock (gate) return open.Count;
        }
    }

    /// <summary>From being put into the queue to Security Hub's answer, for each of the last messages done.</summary>
    public IReadOnlyList<TimeSpan> Latencies
    {
        get
        {
            lock (gate) return [.. latencies];
        }
    }

    /// <summary>A message's findings go on their way; to be said before any of them is given to the dispatcher.</summary>
    public void Begin(QueuedMessage message, IReadOnlyCollection<OutboundFinding> findings)
    {
        var work = new Work(message, [.. findings.Select(finding => (finding.Id, finding.Lane))], time.GetUtcNow());
        lock (gate)
        {
            if (findings.Count == 0)
            {
                finished.Add(work);
                return;
            }

            open.Add(work);
            foreach (var key in work.Findings)
            {
                if (!byFinding.TryGetValue(key, out var waiting)) byFinding[key] = waiting = new Ends();
                waiting.Messages.Enqueue(work);
            }
        }
    }

    /// <summary>
    /// A finding has come to its end. Of several messages about one finding, each end is that of the oldest; one that came late
    /// ends with the newer ones, so that none of those is deleted before Security Hub has answered.
    /// </summary>
    public void Settle(FindingResult result)
    {
        lock (gate)
        {
            if (!byFinding.TryGetValue((result.Id, result.Lane), out var waiting)) return;
            if (result.IsOutdated && waiting.Messages.Count - waiting.Late > 1)
            {
                waiting.Late++;
                return;
            }

            for (var ends = 1 + waiting.Late; ends > 0 && waiting.Messages.Count > 0; ends--) Finish(waiting.Messages.Dequeue());
            waiting.Late = 0;
            if (waiting.Messages.Count == 0) byFinding.Remove((result.Id, result.Lane));
        }
    }

    /// <summary>Deletes what is finished and lets go of the rest, which other workers then get.</summary>
    public async Task CompleteAsync()
    {
        stop.Cancel();
        await tending.ConfigureAwait(false);
        await DeleteFinishedAsync().ConfigureAwait(false);
    }

    /// <summary>Gives the messages that are not answered for back to the queue, for others to take at once.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="AwsException">The queue did not take them, or not all: the others come back when their time is over.</exception>
    public async Task<int> GiveBackAsync()
    {
        List<Work> some;
        lock (gate)
        {
            // Also those that were let go: delivery has ended, which makes its lanes count as stopped.
            some = [.. byFinding.Values.SelectMany(ends => ends.Messages).Distinct()];
            byFinding.Clear();
            open.Clear();
        }

        await queue.ExtendAsync([.. some.Select(work => work.Message)], TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
        return some.Count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        // The work itself is over with the token; nobody waits for it here.
    }

    // One that was let go is somebody else's now, who will find it delivered.
    private void Finish(Work work)
    {
        if (--work.Left > 0 || !open.Remove(work)) return;
        finished.Add(work);
        latencies.Enqueue(time.GetUtcNow() - work.Message.SentAt);
        if (latencies.Count > KeptLatencies) latencies.Dequeue();
    }

    private async Task TendAsync()
    {
        var (isDeleteTold, isExtendTold) = (false, false);
        while (!stop.IsCancellationRequested)
        {
            // Each by itself: what cannot be deleted must not keep the others from staying hidden.
            var deletes = await TryAsync(DeleteFinishedAsync, isDeleteTold).ConfigureAwait(false);
            var extends = await TryAsync(ExtendAsync, isExtendTold).ConfigureAwait(false);
            (isDeleteTold, isExtendTold) = (!deletes, !extends);
            try
            {
                await Clock.Delay(time, deletes && extends ? Beat : Pause, stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // Told once for as long as it lasts.
    private async Task<bool> TryAsync(Func<Task> call, bool isTold)
    {
        try
        {
            await call().ConfigureAwait(false);
            return true;
        }
        catch (AwsException failure)
        {
            if (!isTold) failed(failure);
            return false;
        }
    }

    private async Task DeleteFinishedAsync()
    {
        List<Work> some;
        lock (gate) some = [.. finished];
        if (some.Count == 0) return;
        await queue.DeleteAsync([.. some.Select(work => work.Message)], CancellationToken.None).ConfigureAwait(false);
        lock (gate) finished.RemoveAll(some.Contains);
    }

    private async Task ExtendAsync()
    {
        var due = time.GetUtcNow() - TimeSpan.FromTicks(visibility.Ticks / 2);
        List<Work> some;
        lock (gate)
        {
            open.RemoveWhere(work => work.Findings.Any(finding => isStopped(finding.Lane)));
            some = [.. open.Where(work => work.HiddenAt <= due)];
        }

        foreach (var work in some.Where(work => !IsUnderWay(work)).ToList())
        {
            LetGo(work);
            some.Remove(work);
        }

        if (some.Count == 0) return;
        var now = time.GetUtcNow();
        await queue.ExtendAsync([.. some.Select(work => work.Message)], visibility, CancellationToken.None).ConfigureAwait(false);
        foreach (var work in some) work.HiddenAt = now;
    }

    private bool IsUnderWay(Work work)
    {
        try
        {
            return work.Findings.Any(finding => isWaiting(finding.Id, finding.Lane));
        }
        catch (OutboxException)
        {
            // It cannot be looked at now; whoever delivers says what is wrong with it.
            return true;
        }
    }

    // No end will be heard of. The queue gives the message out again, and then its findings are found delivered, or go on
    // their way once more.
    private void LetGo(Work work)
    {
        lock (gate)
        {
            open.Remove(work);
            foreach (var key in work.Findings)
            {
                if (!byFinding.TryGetValue(key, out var ends)) continue;
                ends.Messages = new Queue<Work>(ends.Messages.Where(message => message != work));
                ends.Late = Math.Min(ends.Late, Math.Max(0, ends.Messages.Count - 1));
                if (ends.Messages.Count == 0) byFinding.Remove(key);
            }
        }
    }

    /// <summary>The messages about one finding, oldest first, and how many of them came late.</summary>
    private sealed class Ends
    {
        public Queue<Work> Messages { get; set; } = new();

        public int Late { get; set; }
    }

    private sealed class Work(QueuedMessage message, IReadOnlyList<(string Id, Lane Lane)> findings, DateTimeOffset hiddenAt)
    {
        public QueuedMessage Message => message;

        public IReadOnlyList<(string Id, Lane Lane)> Findings => findings;

        public int Left { get; set; } = findings.Count;

        public DateTimeOffset HiddenAt { get; set; } = hiddenAt;
    }
}
