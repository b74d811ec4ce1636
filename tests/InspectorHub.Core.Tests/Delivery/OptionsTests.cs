using InspectorHub.Delivery;
using InspectorHub.Outbox;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>Options are checked where they are given, and the exception names them.</summary>
public sealed class OptionsTests
{
    public static TheoryData<string, Func<object>> Wrong => new()
    {
        { "Calls", () => new LaneSenderOptions { Calls = 0 } },
        { "CallTimeout", () => new LaneSenderOptions { CallTimeout = TimeSpan.Zero } },
        { "Linger", () => new LaneSenderOptions { Linger = TimeSpan.FromSeconds(-1) } },
        { "FirstRetry", () => new LaneSenderOptions { FirstRetry = TimeSpan.FromSeconds(-1) } },
        { "LongestRetry", () => new LaneSenderOptions { LongestRetry = TimeSpan.FromDays(1) } },
        { "LongestRetryAfter", () => new LaneSenderOptions { LongestRetryAfter = TimeSpan.FromDays(1) } },
        { "Poll", () => new LaneSenderOptions { Poll = TimeSpan.Zero } },
        { "Patience", () => new LaneSenderOptions { Patience = TimeSpan.FromSeconds(-1) } },
        { "CallsPerSecond", () => new RateLimitOptions { CallsPerSecond = 0 } },
        { "Burst", () => new RateLimitOptions { Burst = 0 } },
        { "SlowestCallsPerSecond", () => new RateLimitOptions { SlowestCallsPerSecond = double.NaN } },
        { "TimeLimit", () => new DispatchOptions { TimeLimit = TimeSpan.Zero } },
        { "RetryStopped", () => new DispatchOptions { RetryStopped = TimeSpan.FromDays(-1) } },
        { "WaitingBytes", () => new OutboxOptions { WaitingBytes = 0 } },
        { "LockTimeout", () => new OutboxOptions { LockTimeout = TimeSpan.FromSeconds(-1) } },
        { "Refresh", () => new OutboxOptions { Refresh = TimeSpan.FromDays(91) } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_value_out_of_its_range_fails_where_it_is_given(string option, Func<object> build)
    {
        var failure = Assert.Throws<ArgumentOutOfRangeException>(build);
        Assert.Equal(option, failure.ParamName);
        Assert.Contains($"{option} is ", failure.Message, StringComparison.Ordinal);
    }
}
