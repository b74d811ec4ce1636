using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace InspectorHub.Emulator.Access;

/// <summary>The call rates of Security Hub: a token bucket per operation, account and Region.</summary>
internal sealed class CallRates(double scale) : IDisposable
{
    private readonly ConcurrentDictionary<(string Operation, string Account, string Region), TokenBucketRateLimiter> buckets = new();

    /// <summary>Takes one call from the bucket.</summary>
    /// <exception cref="ServiceError">429: the bucket is empty.</exception>
    public void Take(string operation, string account, string region)
    {
        if (scale <= 0) return;
        var bucket = buckets.GetOrAdd((operation, account, region), _ => NewBucket(operation));
        bucket.TryReplenish();
        using var lease = bucket.AttemptAcquire();
        if (!lease.IsAcquired) throw new ServiceError(429, "TooManyRequestsException", "Too Many Requests");
    }

    public void Dispose()
    {
        foreach (var bucket in buckets.Values) bucket.Dispose();
    }

    // Security Hub API reference, service quotas: GetFindings 3 a second with a burst of 6, others 10 with a burst of 30.
    private TokenBucketRateLimiter NewBucket(string operation)
    {
        var (perSecond, burst) = operation == "GetFindings" ? (3, 6) : (10, 30);
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(1, (int)(burst * scale)),
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1 / (perSecond * scale)),
            AutoReplenishment = false,
            QueueLimit = 0,
        });
    }
}
