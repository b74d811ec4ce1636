
namespace InspectorHub.Outbox;

/// <summary>How fast a lane may be. Source: Security Hub API reference, quotas: 10 calls a second with a burst of 30, per account and Region.</summary>
public sealed record RateLimitOptions
{
    /// <summary>Calls a second.</summary>
    public double CallsPerSecond { get; init; } = 10;

    /// <summary>Calls that may come at once after a rest.</summary>
    public int Burst { get; init; } = 30;

    /// <summary>Calls a second that throttling never goes below.</summary>
    public double SlowestCallsPerSecond { get; init; } = 0.5;
}
