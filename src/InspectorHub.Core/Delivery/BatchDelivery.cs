using System.Text.Json;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Outbox;
using InspectorHub.Outbox.Leasing;
using Polly;
using Polly.Retry;

namespace InspectorHub.Delivery;

/// <summary>
/// Delivers one leased batch until Security Hub has answered for each finding in it: makes failed calls again, takes a refused batch
/// apart until what is refused is alone, and books every answer.
/// </summary>
internal sealed class BatchDelivery
{
    // So many parts of a batch refused alike are no accident: it is not about what is in them.
    private const int AlikeParts = 8;

    private static readonly ResiliencePropertyKey<IReadOnlyList<LeasedFinding>> Part = new(nameof(Part));

    private readonly FindingOutbox outbox;
    private readonly Lane lane;
    private readonly HubCaller caller;
    private readonly LaneSenderOptions options;
    private readonly DeliveryObserver observer;
    private readonly ResiliencePipeline<ImportReply> retries;
    private readonly Dictionary<long, LeasedFinding> open;

    public BatchDelivery(
        FindingOutbox outbox, Lane lane, HubCaller caller, LaneSenderOptions options, DeliveryObserver observer,
        IReadOnlyList<LeasedFinding> findings)
    {
        this.outbox = outbox;
        this.lane = lane;
        this.caller = caller;
        this.options = options;
        this.observer = observer;
        open = findings.ToDictionary(finding => finding.Number);
        retries = new ResiliencePipelineBuilder<ImportReply> { TimeProvider = outbox.Options.Time }
            .AddRetry(new RetryStrategyOptions<ImportReply>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = attempt =>
                    new(caller.Classify(attempt.Outcome.Exception) is FailureClassification.Retry or FailureClassification.RetrySlower),
                // Waited for below, by a wait that can be had in one thread.
                Delay = TimeSpan.Zero,
                OnRetry = attempt => new(
                    WaitAsync(
                        attempt.Context.Properties.GetValue(Part, []), attempt.AttemptNumber, attempt.Outcome.Exception!,
                        attempt.Context.CancellationToken)),
            })
            .Build();
    }

    /// <summary>Delivers. What has no answer when it ends, however it ends, waits in the outbox.</summary>
    /// <exception cref="AwsException">Security Hub denies access.</exception>
    /// <exception cref="OutboxException">An answer could not be booked.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            SetUnreadableAside();
            await DeliverAsync([.. open.Values], stop).ConfigureAwait(false);
        }
        catch (AwsException denied) when (!stop.IsCancellationRequested)
        {
            // Why they wait stands with them, for whoever looks.
            outbox.Leases.Release([.. open.Values], denied.ErrorCode, FailureClassifier.Explain(denied, lane));
            open.Clear();
            throw;
        }
        finally
        {
            if (open.Count > 0) outbox.Leases.Release([.. open.Values]);
        }
    }

    private void SetUnreadableAside() => Settle(
        [.. open.Values.Where(finding => finding.Body.IsEmpty).Select(finding => new Settlement(
            finding, DeliveryStatus.Refused, "Damaged", "The outbox is damaged: what it has of this finding cannot be read. Send the " +
                "finding again from its source."))]);

    // Level by level: the whole, then the halves of what was refused, and so on. Whoever is at fault, the others do not wait for the
    // last of them.
    private async Task DeliverAsync(IReadOnlyList<LeasedFinding> batch, CancellationToken stop)
    {
        var (culprits, isAnyTaken) = (new List<Rejection>(), false);
        IReadOnlyList<IReadOnlyList<LeasedFinding>> level = batch.Count == 0 ? [] : [batch];
        while (level.Count > 0)
        {
            var rejected = new List<Rejection>();
            foreach (var part in level)
            {
                if (await TryDeliverAsync(part, stop).ConfigureAwait(false) is { } rejection) rejected.Add(rejection);
                else isAnyTaken = true;
            }

            culprits.AddRange(rejected.Where(rejection => rejection.Findings.Count == 1));
            level = [.. rejected.Where(rejection => rejection.Findings.Count > 1).SelectMany(rejection => Halves(rejection.Findings))];
            if (!isAnyTaken)
                ThrowIfAlike([.. culprits, .. rejected.Where(rejection => rejection.Findings.Count > 1)], isAll: level.Count == 0);
        }

        Settle(
            [.. culprits.Select(
                culprit =>
                    new Settlement(culprit.Findings[0], DeliveryStatus.Refused, culprit.Failure.ErrorCode, culprit.Failure.Message))]);
    }

    // Security Hub has no quarrel with any one of them. Of one that is alone nobody can tell.
    private static void ThrowIfAlike(IReadOnlyList<Rejection> rejected, bool isAll)
    {
        if (rejected.Count < (isAll ? 2 : AlikeParts)) return;
        var first = rejected[0].Failure;
        if (!FailureClassifier.IsAboutInput(first) && rejected.All(other => other.Failure.ErrorCode == first.ErrorCode)) throw first;
    }

    private async Task<Rejection?> TryDeliverAsync(IReadOnlyList<LeasedFinding> part, CancellationToken stop)
    {
        try
        {
            Settle(part, await CallAsync(part, stop).ConfigureAwait(false));
            return null;
        }
        catch (AwsException refused) when (caller.Classify(refused) == FailureClassification.Split)
        {
            return new(part, refused);
        }
        catch (AwsException denied) when (FailureClassifier.IsDenied(denied))
        {
            await DeliverByProductAsync(part, denied, stop).ConfigureAwait(false);
            return null;
        }
    }

    // What is denied for one product is no reason to hold up another's findings. Asked product by product, the answer is about that one.
    private async Task DeliverByProductAsync(IReadOnlyList<LeasedFinding> part, AwsException denied, CancellationToken stop)
    {
        var products = part.GroupBy(finding => ProductOf(finding.Body), StringComparer.Ordinal).ToList();
        if (products.Count > 1)
        {
            foreach (var product in products) await DeliverAsync([.. product], stop).ConfigureAwait(false);
            return;
        }

        var productArn = products[0].Key is { Length: > 0 } named ? named : null;
        var denial = Denial.Explain(denied.ErrorCode, denied.Message, productArn, lane.AccountId, lane.Region);
        if (!denial.IsAboutProduct) throw denied;
        Settle(
            [.. part.Select(
                finding =>
                    new Settlement(
                        finding, DeliveryStatus.Refused, denied.ErrorCode, $"{denied.Message} {denial.Explanation} {denial.NextStep}"))]);
    }

    private async Task<ImportReply> CallAsync(IReadOnlyList<LeasedFinding> part, CancellationToken stop)
    {
        var context = ResilienceContextPool.Shared.Get(stop);
        try
        {
            context.Properties.Set(Part, part);
            return await retries.ExecuteAsync(
                async call => await caller.CallAsync(part, call.CancellationToken).ConfigureAwait(false), context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task WaitAsync(IReadOnlyList<LeasedFinding> part, int attempt, Exception failure, CancellationToken stop)
    {
        var wait = options.Backoff(attempt, (failure as AwsException)?.RetryAfter);
        caller.SayTrouble(failure, wait);
        outbox.Leases.Postpone(part, (failure as AwsException)?.ErrorCode, caller.Explain(failure), wait);
        await options.Delay(outbox.Options.Time, wait, stop).ConfigureAwait(false);
    }

    private void Settle(IReadOnlyList<LeasedFinding> part, ImportReply reply)
    {
        var failed = reply.FailedFindings.ToDictionary(finding => finding.Id);
        Settle(
            [.. part.Select(
                finding =>
                    failed.TryGetValue(finding.Id, out var failure) ? Judge(finding, failure) : new(finding, DeliveryStatus.Received))],
            reply.Date);
    }

    private Settlement Judge(LeasedFinding finding, FailedFinding failed)
    {
        if (FailureClassifier.IsFinal(failed)) return new(finding, DeliveryStatus.Refused, failed.ErrorCode, failed.ErrorMessage);
        var wait = options.Backoff(finding.Attempts - 1);
        caller.SayTrouble(new AwsException(failed.ErrorMessage) { ErrorCode = failed.ErrorCode }, wait);
        return new(
            finding, DeliveryStatus.Waiting, failed.ErrorCode, failed.ErrorMessage,
            (outbox.Options.Time.GetUtcNow() + wait).ToUnixTimeMilliseconds());
    }

    private void Settle(IReadOnlyCollection<Settlement> settlements, DateTimeOffset? answeredAt = null)
    {
        if (settlements.Count == 0) return;
        var last = outbox.Leases.Settle(settlements, answeredAt);
        foreach (var settlement in settlements) open.Remove(settlement.Finding.Number);
        foreach (var (finding, status, code, message, _) in last)
        {
            if (status != DeliveryStatus.Waiting)
                observer.Settled(
                    new(
                        finding.Id, lane, status, finding.Attempts, finding.IsUpdate, IsEarlier: finding.QueuedBy != outbox.Sender,
                        code, message));
        }
    }

    private static IReadOnlyList<IReadOnlyList<LeasedFinding>> Halves(IReadOnlyList<LeasedFinding> findings) =>
        [[.. findings.Take(findings.Count / 2)], [.. findings.Skip(findings.Count / 2)]];

    private static string ProductOf(ReadOnlyMemory<byte> body)
    {
        using var finding = JsonDocument.Parse(body);
        return finding.RootElement.Text("ProductArn") ?? "";
    }

    private sealed record Rejection(IReadOnlyList<LeasedFinding> Findings, AwsException Failure);
}
