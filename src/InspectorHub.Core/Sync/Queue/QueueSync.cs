using System.Text;
using InspectorHub.Aws;
using InspectorHub.Common;
using InspectorHub.Common.Files;
using InspectorHub.Delivery;
using InspectorHub.Findings;
using InspectorHub.Outbox;
using InspectorHub.Sync.Rounds;

namespace InspectorHub.Sync.Queue;

/// <summary>
/// Takes the events of Amazon Inspector off a queue and sends their findings to Security Hub. Many may share one queue: a message
/// is deleted once Security Hub has answered for all that is in it, and until then comes back when its taker is no more.
/// </summary>
public sealed class QueueSync : IDisposable
{
    // Enough for many full batches; what is not taken is there for other workers.
    private const int MaxOpenMessages = 2000;

    // Between two tries of what did not work.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // How long no message is taken while nothing can be delivered at all.
    private static readonly TimeSpan StoppedPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    // How often whoever watches over it hears that it works.
    private static readonly TimeSpan BetweenSignsOfLife = TimeSpan.FromMinutes(1);

    // A queue that has messages answers in less; one that has none would be waited for.
    private static readonly TimeSpan LastReceive = TimeSpan.FromSeconds(1);

    private readonly IFindingQueue queue;
    private readonly QueueSyncOptions options;
    private readonly Func<Action<FindingResult>, Task<Dispatcher>> startDelivery;
    private readonly SyncObserver observer;
    private readonly FindingPreparation preparation;
    private readonly HashSet<string> passedOver = new(StringComparer.Ordinal);
    private QueueWork? work;
    private int taken, unusable;
    private long toldAt;

    /// <summary>A synchronization; nothing is taken yet.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="options">How its events are taken.</param>
    /// <param name="startDelivery">Starts the delivery; what it is given has to be told how each finding ends.</param>
    /// <param name="observer">Is told how it goes.</param>
    public QueueSync(
        IFindingQueue queue, QueueSyncOptions options, Func<Action<FindingResult>, Task<Dispatcher>> startDelivery, SyncObserver observer)
    {
        this.queue = queue;
        this.options = options;
        this.startDelivery = startDelivery;
        this.observer = observer;
        preparation = new FindingPreparation(options.Endpoint, observer, mayBeLate: true);
    }

    /// <summary>From being put into the queue to Security Hub's answer, for each of the last messages done.</summary>
    public IReadOnlyList<TimeSpan> Latencies => work?.Latencies ?? [];

    /// <summary>Takes events until there are none, or for as long as it is watching.</summary>
    /// <param name="cancellationToken">Ends it at once: what it has taken comes back when the queue's visibility timeout is over.</param>
    /// <param name="end">
    /// Ends it in order: no more is taken, what was taken is delivered within <see cref="QueueSyncOptions.GracePeriod"/>, and the
    /// rest is given back to the queue.
    /// </param>
    /// <returns>What became of the findings.</returns>
    /// <exception cref="AwsException">The queue cannot be used.</exception>
    /// <exception cref="OutboxException">The outbox cannot be used.</exception>
    /// <exception cref="StateFileException">The folder for what is no finding cannot be used.</exception>
    public async Task<DeliverySummary> RunAsync(CancellationToken cancellationToken, CancellationToken end = default)
    {
        var (visibility, hasDeadLetters) = await queue.DescribeAsync(cancellationToken).ConfigureAwait(false);
        using var delivery = await startDelivery(result => work?.Settle(result)).ConfigureAwait(false);
        work = new QueueWork(queue, visibility, delivery.IsStopped, delivery.IsWaiting, Trouble, options.Time);
        toldAt = options.Time.GetTimestamp();
        using var receiving = CancellationTokenSource.CreateLinkedTokenSource(delivery.Ended);
        // What is on its way from the queue is hidden from the others already: a call that is cut off would leave it so.
        using var ending = end.Register(() => receiving.CancelAfter(LastReceive));
        while (!end.IsCancellationRequested &&
            await ReceiveAsync(delivery, receiving.Token, cancellationToken).ConfigureAwait(false) is { } messages)
        {
            taken += messages.Count;
            await SignOfLifeAsync(delivery).ConfigureAwait(false);
            if (!await TakeAsync(messages, hasDeadLetters, delivery, receiving.Token, cancellationToken).ConfigureAwait(false)) break;
        }

        if (end.IsCancellationRequested) delivery.StopAfter(options.GracePeriod);
        var summary = await delivery.CompleteAsync().ConfigureAwait(false) with { Unusable = unusable };
        if (end.IsCancellationRequested) await GiveBackAsync(work, visibility).ConfigureAwait(false);
        await observer.EndAsync(new RoundResult(Region: null, delivery, summary, IsListed: true, GoesOn: false)).ConfigureAwait(false);
        await work.CompleteAsync().ConfigureAwait(false);
        return summary;
    }

    /// <inheritdoc/>
    public void Dispose() => work?.Dispose();

    private async Task GiveBackAsync(QueueWork work, TimeSpan visibility)
    {
        try
        {
            if (await work.GiveBackAsync().ConfigureAwait(false) is > 0 and var back)
                await observer.NoticeAsync(
                    new SyncNotice(SyncNoticeKind.GivenBack, Region: null, $"{back} messages are given back to the " +
                        "queue.")).ConfigureAwait(false);
        }
        catch (AwsException failure)
        {
            await observer.NoticeAsync(new SyncNotice(
                SyncNoticeKind.QueueTroubled, Region: null,
                $"{failure.Message} The messages that are not answered for could not be given back: they come back by themselves, within " +
                $"{visibility.TotalSeconds:0} s.", failure)).ConfigureAwait(false);
        }
    }

    // Whether to ask for more.
    private async Task<bool> TakeAsync(
        IReadOnlyList<QueuedMessage> messages, bool hasDeadLetters, Dispatcher delivery, CancellationToken receiving,
        CancellationToken cancellationToken)
    {
        var hasNews = false;
        foreach (var message in messages)
            hasNews |= await TakeAsync(message, hasDeadLetters, delivery).ConfigureAwait(false) || passedOver.Add(message.Id);
        if (hasNews)
        {
            // What is passed over here again and again is as good as new after a while.
            if (options.IsWatching && passedOver.Count > MaxOpenMessages) passedOver.Clear();
            while (work!.Open > MaxOpenMessages && !receiving.IsCancellationRequested)
            {
                await SignOfLifeAsync(delivery).ConfigureAwait(false);
                await Clock.Delay(options.Time, Beat, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }

        // Empty, or nothing in it but what cannot be delivered now.
        if (!options.IsWatching) return false;
        if (messages.Count > 0) await Clock.Delay(options.Time, Pause, cancellationToken).ConfigureAwait(false);
        passedOver.Clear();
        return true;
    }

    // The next messages; null when the time is over.
    private async Task<IReadOnlyList<QueuedMessage>?> ReceiveAsync(
        Dispatcher delivery, CancellationToken receiving, CancellationToken cancellationToken)
    {
        var isTroubled = false;
        while (true)
        {
            try
            {
                // The queue counts how often a message is taken; for nothing, it must not be. Now and then it is, for
                // accounts not heard of yet.
                var stopped = options.Time.GetTimestamp();
                while (options.IsWatching && delivery.IsStoppedEverywhere && options.Time.GetElapsedTime(stopped) < StoppedPause)
                    await Clock.Delay(options.Time, Beat, receiving).ConfigureAwait(false);
                return await queue.TakeAsync(TimeSpan.FromSeconds(options.IsWatching ? 20 : 1), receiving).ConfigureAwait(false);
            }
            catch (AwsException failure) when (options.IsWatching)
            {
                await observer.NoticeAsync(new SyncNotice(
                    isTroubled ? SyncNoticeKind.QueueStillTroubled : SyncNoticeKind.QueueTroubled, Region: null,
                    $"{failure.Message} Trying again every {Pause.TotalSeconds:0} s.", failure)).ConfigureAwait(false);
                isTroubled = true;
                await SignOfLifeAsync(delivery).ConfigureAwait(false);
                await Clock.Delay(options.Time, Pause, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (receiving.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    // False where the message is left alone, so that the queue gives it out again.
    private async Task<bool> TakeAsync(QueuedMessage message, bool hasDeadLetters, Dispatcher delivery)
    {
        var (findings, isUnusable) = await ReadAsync(message).ConfigureAwait(false);
        if (findings.Exists(finding => delivery.IsStopped(finding.Lane))) return false;
        // Taken again and again, until the queue's own rule moves it to the dead letters.
        if (isUnusable && findings.Count == 0 && hasDeadLetters) return false;
        if (isUnusable) await SetAsideAsync(message).ConfigureAwait(false);
        work!.Begin(message, findings);
        foreach (var finding in findings) delivery.Add(finding);
        return true;
    }

    private async Task<(List<OutboundFinding> Findings, bool IsUnusable)> ReadAsync(QueuedMessage message)
    {
        var findings = new List<OutboundFinding>();
        var isUnusable = false;
        using var reader = new FindingReader($"message {message.Id}");
        reader.Append(Encoding.UTF8.GetBytes(message.Body));
        reader.Complete();
        while (reader.TryRead(out var reading))
        {
            if (reading.Notice is { } notice)
            {
                await observer.NoticeAsync(
                    new SyncNotice(SyncNoticeKind.PassedOver, Region: null, notice.ToString())).ConfigureAwait(false);
                continue;
            }

            var (finding, problem) = await preparation.PrepareAsync(reading).ConfigureAwait(false);
            if (finding is not null) findings.Add(finding);
            else isUnusable = true;
            if (problem is null) continue;
            // One that the queue keeps giving out has been counted.
            if (!passedOver.Contains(message.Id)) unusable++;
            await observer.UnusableAsync(problem with { MessageId = message.Id }).ConfigureAwait(false);
        }

        return (findings, isUnusable);
    }

    // From the loop itself: one that hangs says nothing.
    private async Task SignOfLifeAsync(Dispatcher delivery)
    {
        if (!options.IsWatching || options.Time.GetElapsedTime(toldAt) < BetweenSignsOfLife) return;
        toldAt = options.Time.GetTimestamp();
        var progress = delivery.Progress;
        await observer.NoticeAsync(new SyncNotice(
            SyncNoticeKind.SignOfLife, Region: null,
            $"{taken} messages taken, {progress.Received} findings received by Security Hub, {progress.Waiting} on their " +
            "way.")).ConfigureAwait(false);
    }

    private Task SetAsideAsync(QueuedMessage message)
    {
        var (file, _) = new UnusableFolder(options.UnusableFolder).Keep(Encoding.UTF8.GetBytes(message.Body));
        return observer.NoticeAsync(new SyncNotice(
            SyncNoticeKind.MessageSetAside, Region: null,
            $"Message {message.Id} holds something that is no finding; it is set aside as {file}. Give the queue a dead-letter queue to " +
            "have such messages there."));
    }

    // The messages stay hidden or are given out again; nobody has to wait for this word.
    private void Trouble(AwsException failure) =>
        _ = observer.NoticeAsync(
            new SyncNotice(SyncNoticeKind.QueueTroubled, Region: null, $"{failure.Message} It is tried again.", failure));
}
