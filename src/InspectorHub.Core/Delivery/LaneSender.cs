using InspectorHub.Aws;
using InspectorHub.Common;
using InspectorHub.Outbox;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace InspectorHub.Delivery;

/// <summary>
/// Delivers what waits for one lane: leases batches, makes several calls at a time at the lane's pace, makes failed ones again,
/// and books every answer. It ends when nothing waits and no more is to come, when it is stopped, or when Security Hub denies access.
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
    private readonly LaneRateLimiter rateLimiter;
    private readonly Signal signal;
    private readonly SemaphoreSlim calls;
    private readonly CancellationTokenSource stopped;
    private readonly ResiliencePipeline<ImportReply> retries;
    private readonly ResiliencePipeline<ImportReply> timeout;
    private ISecurityHub? hub;
    private volatile bool noMoreInput;
    private volatile bool answered;
    private int troubled, denied;

    public LaneSender(FindingOutbox outbox, Lane lane, Func<Lane, ISecurityHub> hubs, LaneSenderOptions options, DeliveryObserver observer, CancellationToken stop, bool isAnother = false)
    {
        this.isAnother = isAnother;
        troubled = isAnother ? 1 : 0;
        this.outbox = outbox;
        this.lane = lane;
        this.hubs = hubs;
        this.options = options;
        this.observer = observer;
        time = outbox.Options.Time;
        number = outbox.Number(lane);
        rateLimiter = outbox.RateLimiterOf(options.RateLimit);
        signal = new Signal(time);
        calls = new SemaphoreSlim(options.Calls);
        stopped = CancellationTokenSource.CreateLinkedTokenSource(stop);
        retries = new ResiliencePipelineBuilder<ImportReply> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<ImportReply>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = attempt => new(IsWorthAnother(attempt.Outcome.Exception)),
                DelayGenerator = attempt => new(options.Backoff(attempt.AttemptNumber, (attempt.Outcome.Exception as AwsException)?.RetryAfter)),
                OnRetry = attempt =>
                {
                    Trouble(attempt.Outcome.Exception!, attempt.RetryDelay);
                    return default;
                },
            })
            .Build();
        timeout = new ResiliencePipelineBuilder<ImportReply> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.CallTimeout })
            .Build();
    }

    /// <summary>Whether Security Hub has denied access.</summary>
    public bool IsDenied => Volatile.Read(ref denied) == 1;

    /// <summary>Whether Security Hub has answered.</summary>
    public bool HasAnswer => answered;

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
        var flights = new List<Task>();
        try
        {
            hub = hubs(lane);
            var leasedAt = time.GetTimestamp();
            var lookedAt = (long?)null;
            while (true)
            {
                await calls.WaitAsync(stopped.Token).ConfigureAwait(false);
                if (flights.Find(flight => flight.IsFaulted) is { } broken) await broken.ConfigureAwait(false);
                var finishing = noMoreInput;
                var batch = outbox.Leases.Lease(number, outbox.Sender, partial: finishing || time.GetElapsedTime(leasedAt) >= options.Linger);
                if (batch.Findings.Count > 0)
                {
                    leasedAt = time.GetTimestamp();
                    flights.RemoveAll(flight => flight.Status == TaskStatus.RanToCompletion);
                    flights.Add(Task.Run(() => FlyAsync(batch)));
                    continue;
                }

                calls.Release();
                if (lookedAt is null || time.GetElapsedTime(lookedAt.Value) >= options.Poll)
                {
                    lookedAt = time.GetTimestamp();
                    outbox.ReleaseDead();
                    outbox.Forget();
                    continue;
                }

                var next = outbox.NextPending(number);
                if (finishing && next is null && flights.TrueForAll(flight => flight.IsCompleted) && !outbox.HasOwnInFlight(number)) return;
                await signal.WaitAsync(UntilReady(next), stopped.Token).ConfigureAwait(false);
            }
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
            await Task.WhenAll(flights).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        (hub as IDisposable)?.Dispose();
        calls.Dispose();
        stopped.Dispose();
    }

    private void Stop(AwsException failure)
    {
        // What the sender before this one was told is not said again.
        var kind = isAnother && !answered ? LaneNoticeKind.Retrying : LaneNoticeKind.Stopped;
        if (Interlocked.Exchange(ref denied, 1) == 0) observer.Noticed(new(lane, kind, $"{lane}: {FailureClassifier.Explain(failure, lane)}", failure));
        stopped.Cancel();
    }

    private TimeSpan UntilReady((long ReadyAt, long QueuedAt)? next)
    {
        if (next is not { } pending) return options.Poll;
        var wait = TimeSpan.FromMilliseconds(pending.ReadyAt - time.GetUtcNow().ToUnixTimeMilliseconds());
        return wait <= TimeSpan.Zero ? options.Linger : wait < options.Poll ? wait : options.Poll;
    }

    private async Task FlyAsync(Batch batch)
    {
        var open = batch.Findings.ToDictionary(finding => finding.Number);
        try
        {
            await DeliverAsync(SetUnreadableAside(batch.Findings, open), open).ConfigureAwait(false);
        }
        catch (Exception ended) when (stopped.IsCancellationRequested && ended is (OperationCanceledException or AwsException or TimeoutRejectedException))
        {
            // The call was cut off because delivery ends: what it was about waits.
        }
        catch (AwsException failure)
        {
            Stop(failure);
        }
        finally
        {
            try
            {
                if (open.Count > 0) outbox.Leases.Settle([.. open.Values.Select(finding => new Settlement(finding, DeliveryStatus.Waiting))]);
            }
            finally
            {
                // Also where the outbox cannot be written: the loop has to hear of it.
                calls.Release();
                signal.Set();
            }
        }
    }

    private IReadOnlyList<LeasedFinding> SetUnreadableAside(IReadOnlyList<LeasedFinding> findings, Dictionary<long, LeasedFinding> open)
    {
        if (findings.All(finding => !finding.Body.IsEmpty)) return findings;
        Settle(
            [.. findings.Where(finding => finding.Body.IsEmpty).Select(finding => new Settlement(finding, DeliveryStatus.Refused, "Damaged", "The outbox is damaged: what it has of this finding cannot be read. Send the finding again from its source."))],
            open);
        return [.. findings.Where(finding => !finding.Body.IsEmpty)];
    }

    private async Task DeliverAsync(IReadOnlyList<LeasedFinding> findings, Dictionary<long, LeasedFinding> open)
    {
        if (findings.Count == 0) return;
        ImportReply reply;
        try
        {
            reply = await retries.ExecuteAsync(async stop => await CallAsync(findings, stop).ConfigureAwait(false), stopped.Token).ConfigureAwait(false);
        }
        catch (AwsException refused) when (FailureClassifier.Classify(refused, answered) == FailureClassification.Split)
        {
            // Security Hub's own words, which always name the error, are an answer: access is not denied.
            if (refused.ErrorCode is not null) answered = true;
            if (findings.Count == 1)
            {
                Settle([new(findings[0], DeliveryStatus.Refused, refused.ErrorCode, refused.Message)], open);
                return;
            }

            await DeliverAsync([.. findings.Take(findings.Count / 2)], open).ConfigureAwait(false);
            await DeliverAsync([.. findings.Skip(findings.Count / 2)], open).ConfigureAwait(false);
            return;
        }

        var failed = reply.FailedFindings.ToDictionary(finding => finding.Id);
        Settle([.. findings.Select(finding => failed.TryGetValue(finding.Id, out var failure) ? Judge(finding, failure) : new(finding, DeliveryStatus.Received))], open);
    }

    private async Task<ImportReply> CallAsync(IReadOnlyList<LeasedFinding> findings, CancellationToken stop)
    {
        var turn = rateLimiter.Take(number);
        if (turn > TimeSpan.Zero) await Clock.Delay(time, turn, stop).ConfigureAwait(false);
        var bodies = findings.Select(finding => finding.Body).ToList();
        try
        {
            var reply = await timeout.ExecuteAsync(async call => await hub!.BatchImportFindingsAsync(bodies, call).ConfigureAwait(false), stop).ConfigureAwait(false);
            if (!AddsUp(reply, findings)) throw new AwsException("The reply does not account for every finding that was sent.");
            answered = true;
            rateLimiter.SpeedUp(number);
            if (reply.FailedCount == 0 && Interlocked.Exchange(ref troubled, 0) == 1) observer.Noticed(new(lane, LaneNoticeKind.Recovered, $"{lane}: Security Hub answers again."));
            return reply;
        }
        catch (AwsException failure) when (FailureClassifier.Classify(failure, answered) == FailureClassification.RetrySlower)
        {
            rateLimiter.SlowDown(number, failure.RetryAfter);
            throw;
        }
    }

    // Nothing is called received on the strength of a reply that leaves open what was.
    private static bool AddsUp(ImportReply reply, IReadOnlyList<LeasedFinding> findings)
    {
        var sent = new HashSet<string>(findings.Select(finding => finding.Id));
        return reply.SuccessCount + reply.FailedCount == findings.Count && reply.FailedFindings.Count == reply.FailedCount &&
               reply.FailedFindings.All(failed => sent.Remove(failed.Id));
    }

    private Settlement Judge(LeasedFinding finding, FailedFinding failed)
    {
        if (FailureClassifier.IsFinal(failed)) return new(finding, DeliveryStatus.Refused, failed.ErrorCode, failed.ErrorMessage);
        var wait = options.Backoff(finding.Attempts - 1);
        Trouble(new AwsException(FailureClassifier.Explain(failed, lane)), wait);
        return new(finding, DeliveryStatus.Waiting, failed.ErrorCode, failed.ErrorMessage, (time.GetUtcNow() + wait).ToUnixTimeMilliseconds());
    }

    private void Settle(IReadOnlyCollection<Settlement> settlements, Dictionary<long, LeasedFinding> open)
    {
        var last = outbox.Leases.Settle(settlements);
        foreach (var settlement in settlements) open.Remove(settlement.Finding.Number);
        foreach (var (finding, status, code, message, _) in last)
        {
            if (status != DeliveryStatus.Waiting)
                observer.Settled(new(finding.Id, lane, status, finding.Attempts, finding.IsUpdate, IsEarlier: finding.QueuedBy != outbox.Sender, code, message));
        }
    }

    private bool IsWorthAnother(Exception? failure) =>
        failure is TimeoutRejectedException || (failure is AwsException refused && FailureClassifier.Classify(refused, answered) is FailureClassification.Retry or FailureClassification.RetrySlower);

    private void Trouble(Exception failure, TimeSpan wait)
    {
        var words = failure is AwsException refused ? FailureClassifier.Explain(refused, lane) : $"No answer within {(int)options.CallTimeout.TotalSeconds} seconds.";
        var kind = Interlocked.Exchange(ref troubled, 1) == 0 ? LaneNoticeKind.Troubled : LaneNoticeKind.Retrying;
        observer.Noticed(new(lane, kind, FormattableString.Invariant($"{lane}: {words} Trying again in {wait.TotalSeconds:0.0} s."), failure));
    }
}
