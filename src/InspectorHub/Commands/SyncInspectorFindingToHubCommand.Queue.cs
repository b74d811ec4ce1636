using System.Diagnostics;
using System.Text;
using InspectorHub.Aws;
using InspectorHub.Base;
using InspectorHub.Delivery;
using InspectorHub.Findings;
using InspectorHub.Input;
using InspectorHub.Outbox;
using InspectorHub.Sync;

namespace InspectorHub.Commands;

/// <content>What events in a queue report.</content>
public sealed partial class SyncInspectorFindingToHubCommand
{
    // Enough for many full batches; what is not taken is there for other workers.
    private const int MaxOpenMessages = 2000;

    private void TakeEvents()
    {
        if (!ShouldProcess(QueueUrl, "Take events off the queue and send their findings to Security Hub")) return;
        using var queue = new FindingQueue(ConnectTo(Region).First(), QueueUrl);
        var (visibility, hasDeadLetters) = Await(queue.DescribeAsync(Stop));
        work = new QueueWork(queue, visibility, Dispatcher.IsStopped, Dispatcher.IsWaiting, failure => Post(() => WriteWarning($"{failure.Message} It is tried again.")));
        var passedOver = new HashSet<string>(StringComparer.Ordinal);
        while (Receive(queue) is { } messages)
        {
            var hasNews = false;
            foreach (var message in messages) hasNews |= TakeEvent(message, hasDeadLetters) || passedOver.Add(message.Id);
            DoPosts();
            if (hasNews)
            {
                // What is passed over here again and again is as good as new after a while.
                if (Watch && passedOver.Count > MaxOpenMessages) passedOver.Clear();
                while (work.Open > MaxOpenMessages && !Dispatcher.Ended.IsCancellationRequested) Await(Task.Delay(100, Stop));
                continue;
            }

            // Empty, or nothing in it but what cannot be delivered now.
            if (!Watch) break;
            if (messages.Count > 0) Await(Task.Delay(Pause, Stop));
            passedOver.Clear();
        }

        Finish();
        Await(work.CompleteAsync());
        SayLatency(work.Latencies);
    }

    // The next messages; null when the time is over.
    private IReadOnlyList<QueuedMessage>? Receive(FindingQueue queue)
    {
        var isTroubled = false;
        while (true)
        {
            try
            {
                // The queue counts how often a message is taken; for nothing, it must not be. Now and then it is, for accounts not heard of yet.
                var stopped = Stopwatch.StartNew();
                while (Watch && Dispatcher.IsStoppedEverywhere && stopped.Elapsed < StoppedPause) Await(Task.Delay(100, Dispatcher.Ended));
                return Await(queue.TakeAsync(TimeSpan.FromSeconds(Watch ? 20 : 1), Dispatcher.Ended));
            }
            catch (AwsException failure) when (Watch)
            {
                var words = $"{failure.Message} Trying again every {Pause.TotalSeconds:0} s.";
                if (isTroubled) WriteVerbose(words);
                else WriteWarning(words);
                isTroubled = true;
                Await(Task.Delay(Pause, Stop));
            }
            catch (OperationCanceledException) when (Dispatcher.Ended.IsCancellationRequested)
            {
                return null;
            }
        }
    }

    // False where the message is left alone, so that the queue gives it out again.
    private bool TakeEvent(QueuedMessage message, bool hasDeadLetters)
    {
        var findings = new List<OutboundFinding>();
        var isUnusable = false;
        using var reader = new FindingReader($"message {message.Id}");
        reader.Append(Encoding.UTF8.GetBytes(message.Body));
        reader.Complete();
        while (reader.TryRead(out var reading))
        {
            if (reading.Problem is { } problem) WriteError(FindingErrorRecord.From(problem, message.Id));
            var outbound = reading.Finding is { } finding ? Prepare(new FindingInputItem(Finding: finding)) : null;
            if (outbound is null) isUnusable = true;
            else findings.Add(outbound);
        }

        if (findings.Exists(finding => Dispatcher.IsStopped(finding.Lane))) return false;
        // Taken again and again, until the queue's own rule moves it to the dead letters.
        if (isUnusable && findings.Count == 0 && hasDeadLetters) return false;
        if (isUnusable)
        {
            var (file, _) = KeepUnusable("unusable-messages", Encoding.UTF8.GetBytes(message.Body));
            WriteWarning($"Message {message.Id} holds something that is no finding; it is set aside as {file}. Give the queue a dead-letter queue to have such messages there.");
        }

        work!.Begin(message, findings);
        foreach (var finding in findings) Add(finding, Dispatcher);
        return true;
    }

    private void SayLatency(IReadOnlyList<TimeSpan> latencies)
    {
        if (latencies.Count == 0) return;
        var sorted = latencies.OrderBy(latency => latency).ToList();
        WriteVerbose($"From the queue to Security Hub's answer, {sorted.Count} messages: median {sorted[sorted.Count / 2].TotalMilliseconds:0} ms, 95th percentile {sorted[sorted.Count * 95 / 100].TotalMilliseconds:0} ms.");
    }
}
