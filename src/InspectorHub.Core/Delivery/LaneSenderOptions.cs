using InspectorHub.Common;
using InspectorHub.Outbox;

namespace InspectorHub.Delivery;

/// <summary>
/// How the findings of a lane are sent. A value out of its range is an <see cref="ArgumentOutOfRangeException"/> that names it.
/// </summary>
public sealed record LaneSenderOptions
{
    /// <summary>How fast calls may be. The default is Security Hub's own limit.</summary>
    public RateLimitOptions RateLimit { get; init => field = Limit.Given(value); } = new();

    /// <summary>Calls of one lane that may be on their way at the same time. Default 8; 1 to 64.</summary>
    public int Calls { get; init => field = Limit.Between(value, 1, 64); } = 8;

    /// <summary>When a call without an answer is given up and made again. Default 60 s; 10 ms to 1 hour.</summary>
    public TimeSpan CallTimeout { get; init => field = Limit.Seconds(value, 0.01, 3600); } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a batch with room left waits for more findings while there are more to come. Default 200 ms; 0 to 1 minute.
    /// </summary>
    public TimeSpan Linger { get; init => field = Limit.Seconds(value, 0, 60); } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The wait after a first failure; it doubles with every further one, and a random part of it is waited. Default 1 s; 1 ms to 5
    /// minutes.
    /// </summary>
    public TimeSpan FirstRetry { get; init => field = Limit.Seconds(value, 0.001, 300); } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts that the service says nothing about. Default 20 s; 1 ms to 5 minutes.</summary>
    public TimeSpan LongestRetry { get; init => field = Limit.Seconds(value, 0.001, 300); } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The longest wait that the service may ask for with Retry-After: what asks for more is asked again then. Default 5 minutes;
    /// 0 to 5 minutes.
    /// </summary>
    public TimeSpan LongestRetryAfter { get; init => field = Limit.Seconds(value, 0, 300); } = TimeSpan.FromMinutes(5);

    /// <summary>How often to look for what other processes have left in the outbox. Default 1 s; 1 ms to 1 hour.</summary>
    public TimeSpan Poll { get; init => field = Limit.Seconds(value, 0.001, 3600); } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait for what another sender has on its way before a word is said about it. Default 15 s; 0 to 1 day.</summary>
    public TimeSpan Patience { get; init => field = Limit.Seconds(value, 0, 86400); } = TimeSpan.FromSeconds(15);

    /// <summary>The random part of a wait, 0 to 1: full jitter, so that senders which failed together do not come back together.</summary>
    internal Func<double> Jitter { get; init; } = NewJitter();

    /// <summary>All work goes on in the thread that causes it: so that a simulation's seed decides every order.</summary>
    internal bool IsSingleThreaded { get; init; }

    /// <summary>The wait after so many failures in a row (0 is the first), never shorter than the service asks for within reason.</summary>
    internal TimeSpan Backoff(int failures, TimeSpan? retryAfter = null)
    {
        var ceiling = Math.Min(LongestRetry.TotalMilliseconds, FirstRetry.TotalMilliseconds * Math.Pow(2, Math.Min(failures, 30)));
        var wait = TimeSpan.FromMilliseconds(ceiling * Jitter());
        var asked = retryAfter > LongestRetryAfter ? LongestRetryAfter : retryAfter ?? TimeSpan.Zero;
        return asked > wait ? asked : wait;
    }

    /// <summary>Starts work that goes on beside its caller.</summary>
    internal Task Start(Func<Task> work) => IsSingleThreaded ? work() : Task.Run(work);

    /// <summary>Waits for time to pass.</summary>
    internal Task Delay(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) =>
        IsSingleThreaded ? Clock.DelayInline(time, delay, cancellationToken) : Clock.Delay(time, delay, cancellationToken);

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
