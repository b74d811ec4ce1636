using InspectorHub.Outbox;

namespace InspectorHub.Delivery;

/// <summary>How the findings of a lane are sent.</summary>
public sealed record LaneSenderOptions
{
    /// <summary>The pace of its lane.</summary>
    public RateLimitOptions RateLimit { get; init; } = new();

    /// <summary>Calls of one lane that may be on their way at the same time.</summary>
    public int Calls { get; init; } = 8;

    /// <summary>When a call without an answer is given up and made again.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a batch with room left waits for more findings while there are more to come.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The wait after a first failure; it doubles with every further one, and a random part of it is waited.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often to look for what other processes have left in the outbox.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The random part of a wait, 0 to 1: full jitter, so that senders which failed together do not come back together.</summary>
    internal Func<double> Jitter { get; init; } = NewJitter();

    /// <summary>The wait after so many failures in a row (0 is the first), never shorter than the service asks for.</summary>
    internal TimeSpan Backoff(int failures, TimeSpan? retryAfter = null)
    {
        var ceiling = Math.Min(LongestRetry.TotalMilliseconds, FirstRetry.TotalMilliseconds * Math.Pow(2, Math.Min(failures, 30)));
        var wait = TimeSpan.FromMilliseconds(ceiling * Jitter());
        return retryAfter > wait ? retryAfter.Value : wait;
    }

    private static Func<double> NewJitter()
    {
#pragma warning disable CA5394 // No secret depends on it.
        var random = new Random();
        return () =>
        {
            lock (random) return random.NextDouble();
        };
#pragma warning restore CA5394
    }
}
