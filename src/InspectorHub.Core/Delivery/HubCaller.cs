using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Outbox;
using InspectorHub.Outbox.Leasing;
using Polly;
using Polly.Timeout;

namespace InspectorHub.Delivery;

/// <summary>
/// Makes the calls of one lane: each at the lane's rate and within its time, and none counts as answered whose reply leaves open what
/// became of a finding. Knows whether Security Hub has ever answered, when it did last by its own clock, and says when calls begin
/// to fail and are answered again.
/// </summary>
internal sealed class HubCaller
{
    private readonly Lane lane;
    private readonly ISecurityHub hub;
    private readonly LaneRateLimiter rateLimiter;
    private readonly long number;
    private readonly LaneSenderOptions options;
    private readonly DeliveryObserver observer;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<ImportReply> timeout;
    private volatile bool answered;
    private int troubled;
    private long serviceTime;

    /// <summary>Calls nobody yet.</summary>
    /// <param name="outbox">Has the rate of the lane, and the clock.</param>
    /// <param name="lane">Where the calls go.</param>
    /// <param name="hub">Who is called.</param>
    /// <param name="options">How fast, and how long a call may take.</param>
    /// <param name="observer">Is told of trouble and of its end.</param>
    /// <param name="isTroubled">Whether calls are known to fail already.</param>
    public HubCaller(
        FindingOutbox outbox, Lane lane, ISecurityHub hub, LaneSenderOptions options, DeliveryObserver observer, bool isTroubled)
    {
        this.lane = lane;
        this.hub = hub;
        this.options = options;
        this.observer = observer;
        troubled = isTroubled ? 1 : 0;
        time = outbox.Options.Time;
        number = outbox.Number(lane);
        rateLimiter = outbox.RateLimiterOf(options.RateLimit);
        timeout = new ResiliencePipelineBuilder<ImportReply> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.CallTimeout })
            .Build();
    }

    /// <summary>Whether Security Hub has answered, if only to refuse what it was sent.</summary>
    public bool HasAnswer => answered;

    /// <summary>The time of the last answer by Security Hub's clock; null before the first, or where it does not say.</summary>
    public DateTimeOffset? ServiceTime =>
        Volatile.Read(ref serviceTime) is not 0 and var at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    /// <summary>Makes one call.</summary>
    /// <exception cref="AwsException">It failed, or the reply does not account for every finding.</exception>
    /// <exception cref="TimeoutRejectedException">There was no answer in time.</exception>
    public async Task<ImportReply> CallAsync(IReadOnlyList<LeasedFinding> findings, CancellationToken stop)
    {
        var turn = rateLimiter.Take(number);
        if (turn > TimeSpan.Zero) await options.Delay(time, turn, stop).ConfigureAwait(false);
        var bodies = findings.Select(finding => finding.Body).ToList();
        try
        {
            var reply = await timeout.ExecuteAsync(
                async call => await hub.BatchImportFindingsAsync(bodies, call).ConfigureAwait(false), stop).ConfigureAwait(false);
            if (!AddsUp(reply, findings)) throw new AwsException("The reply does not account for every finding that was sent.");
            Answered(reply.Date);
            rateLimiter.SpeedUp(number);
            if (reply.FailedCount == 0 && Interlocked.Exchange(ref troubled, 0) == 1)
                observer.Noticed(new(lane, LaneNoticeKind.Recovered, $"{lane}: Security Hub answers again."));
            observer.Noticed(
                new(
                    lane, LaneNoticeKind.Answered, $"{lane}: a batch of {findings.Count} findings, {reply.SuccessCount} received and " +
                        $"{reply.FailedCount} refused."));
            return reply;
        }
        catch (AwsException failure) when (Classify(failure) == FailureClassification.RetrySlower)
        {
            rateLimiter.SlowDown(number, failure.RetryAfter);
            throw;
        }
        catch (AwsException refused) when (refused.ErrorCode is not null && Classify(refused) == FailureClassification.Split)
        {
            // Security Hub's own words, which always name the error, are an answer: access is not denied.
            Answered(date: null);
            throw;
        }
    }

    /// <summary>What to do about a call that failed.</summary>
    public FailureClassification Classify(Exception? failure) => failure switch
    {
        TimeoutRejectedException => FailureClassification.Retry,
        AwsException refused => FailureClassifier.Classify(refused, answered),
        _ => FailureClassification.Stop,
    };

    /// <summary>A call has failed and is made again.</summary>
    public void SayTrouble(Exception failure, TimeSpan wait)
    {
        var kind = Interlocked.Exchange(ref troubled, 1) == 0 ? LaneNoticeKind.Troubled : LaneNoticeKind.Retrying;
        observer.Noticed(
            new(
                lane, kind, $"{lane}: {Explain(failure)} Trying again {Soon(wait)}.",
                failure) { NextTryAt = time.GetUtcNow() + wait });
    }

    private static string Soon(TimeSpan wait) =>
        wait.TotalSeconds < 1 ? "at once" : FormattableString.Invariant($"in {wait.TotalSeconds:0} s");

    /// <summary>A failed call in words.</summary>
    public string Explain(Exception failure) =>
        failure is AwsException refused
            ? FailureClassifier.Explain(refused, lane)
            : $"No answer within {(int)options.CallTimeout.TotalSeconds} seconds.";

    private void Answered(DateTimeOffset? date)
    {
        answered = true;
        if (date is { } at) Volatile.Write(ref serviceTime, at.ToUnixTimeMilliseconds());
    }

    // Nothing is called received on the strength of a reply that leaves open what was.
    private static bool AddsUp(ImportReply reply, IReadOnlyList<LeasedFinding> findings)
    {
        var sent = new HashSet<string>(findings.Select(finding => finding.Id));
        return reply.SuccessCount + reply.FailedCount == findings.Count && reply.FailedFindings.Count == reply.FailedCount &&
               reply.FailedFindings.All(failed => sent.Remove(failed.Id));
    }
}
