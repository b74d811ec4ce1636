using InspectorHub.Common;

namespace InspectorHub.Outbox;

/// <summary>
/// How fast the calls of a lane may be. Source: Security Hub API reference, quotas: 10 calls a second with a burst of 30, per account
/// and Region. A value out of its range is an <see cref="ArgumentOutOfRangeException"/> that names it.
/// </summary>
public sealed record RateLimitOptions
{
    /// <summary>Calls a second. Default 10; 0.01 to 1,000,000.</summary>
    public double CallsPerSecond { get; init => field = Limit.Between(value, 0.01, 1e6); } = 10;

    /// <summary>Calls that may come at once after a rest. Default 30; 1 to 1,000,000.</summary>
    public int Burst { get; init => field = Limit.Between(value, 1, 1_000_000); } = 30;

    /// <summary>Calls a second that throttling never goes below. Default 0.5; 0.01 to 1,000,000.</summary>
    public double SlowestCallsPerSecond { get; init => field = Limit.Between(value, 0.01, 1e6); } = 0.5;
}
