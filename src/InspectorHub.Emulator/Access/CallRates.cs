using System.Collections.Concurrent;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Access;

/// <summary>
/// The call rates of Security Hub: a token bucket per operation, account and Region. It follows the emulator's own clock,
/// which the limiters of System.Threading.RateLimiting cannot.
/// </summary>
internal sealed class CallRates(double scale, TimeProvider clock)
{
    private double scale = scale;
    private readonly ConcurrentDictionary<(string Operation, string Account, string Region), Bucket> buckets = new();

    /// <summary>What the rates of Security Hub are multiplied by, from the next call on; 0 lifts them.</summary>
    public double Scale
    {
        get => Volatile.Read(ref scale);
        set => Volatile.Write(ref scale, value);
    }

    /// <summary>Takes one call from the bucket.</summary>
    /// <exception cref="ServiceError">429: the bucket is empty.</exception>
    public void Take(string operation, string account, string region)
    {
        var times = Scale;
        if (times <= 0) return;
        // Security Hub API reference, service quotas: GetFindings 3 a second with a burst of 6, others 10 with a burst of 30.
        var (perSecond, burst) = operation == "GetFindings" ? (3, 6) : (10, 30);
        var now = clock.GetUtcNow();
        var bucket = buckets.GetOrAdd((operation, account, region), _ => new Bucket(now));
        if (!bucket.TryTake(now, perSecond * times, Math.Max(1, burst * times)))
            throw new ServiceError(429, "TooManyRequestsException", "Too Many Requests");
    }

    private sealed class Bucket(DateTimeOffset filled)
    {
        private const double Rounding = 1e-6;

        private readonly object gate = new();
        // Full at first; whatever is more is cut.
        private double tokens = double.MaxValue;
        private DateTimeOffset last = filled;

        public bool TryTake(DateTimeOffset now, double perSecond, double burst)
        {
            lock (gate)
            {
                // A clock that is set back gives nothing and takes nothing.
                tokens = Math.Min(burst, tokens + (Math.Max(0, (now - last).TotalSeconds) * perSecond));
                last = now;
                if (tokens < 1 - Rounding) return false;
                tokens--;
                return true;
            }
        }
    }
}
