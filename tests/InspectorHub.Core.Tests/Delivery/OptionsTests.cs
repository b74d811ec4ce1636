using InspectorHub.Delivery;
using InspectorHub.Outbox;
using InspectorHub.Sync;
using InspectorHub.Sync.Cis;
using InspectorHub.Sync.Queue;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>Options have the defaults that are documented, and are checked where they are given: the exception names them.</summary>
public sealed class OptionsTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    /// <summary>Each option with a range: its default, the ends, and what sets and gets it.</summary>
    public static TheoryData<string, object?, object, object, Func<object, object?>, Func<object?>> Ranges => new()
    {
        { "Calls", 8, 1, 64, v => new LaneSenderOptions { Calls = (int)v }.Calls, () => new LaneSenderOptions().Calls },
        Time("CallTimeout", TimeSpan.FromMinutes(1), Millisecond * 10, TimeSpan.FromHours(1),
            v => new LaneSenderOptions { CallTimeout = v }.CallTimeout, () => new LaneSenderOptions().CallTimeout),
        Time("Linger", Millisecond * 200, TimeSpan.Zero, TimeSpan.FromMinutes(1),
            v => new LaneSenderOptions { Linger = v }.Linger, () => new LaneSenderOptions().Linger),
        Time("FirstRetry", TimeSpan.FromSeconds(1), Millisecond, FiveMinutes,
            v => new LaneSenderOptions { FirstRetry = v }.FirstRetry, () => new LaneSenderOptions().FirstRetry),
        Time("LongestRetry", TimeSpan.FromSeconds(20), Millisecond, FiveMinutes,
            v => new LaneSenderOptions { LongestRetry = v }.LongestRetry, () => new LaneSenderOptions().LongestRetry),
        Time("LongestRetryAfter", FiveMinutes, TimeSpan.Zero, FiveMinutes,
            v => new LaneSenderOptions { LongestRetryAfter = v }.LongestRetryAfter, () => new LaneSenderOptions().LongestRetryAfter),
        Time("Poll", TimeSpan.FromSeconds(1), Millisecond, TimeSpan.FromHours(1),
            v => new LaneSenderOptions { Poll = v }.Poll, () => new LaneSenderOptions().Poll),
        Time("Patience", TimeSpan.FromSeconds(15), TimeSpan.Zero, TimeSpan.FromDays(1),
            v => new LaneSenderOptions { Patience = v }.Patience, () => new LaneSenderOptions().Patience),
        { "CallsPerSecond", 10.0, 0.01, 1e6, v => new RateLimitOptions { CallsPerSecond = (double)v }.CallsPerSecond,
            () => new RateLimitOptions().CallsPerSecond },
        { "Burst", 30, 1, 1_000_000, v => new RateLimitOptions { Burst = (int)v }.Burst, () => new RateLimitOptions().Burst },
        { "SlowestCallsPerSecond", 0.5, 0.01, 1e6,
            v => new RateLimitOptions { SlowestCallsPerSecond = (double)v }.SlowestCallsPerSecond,
            () => new RateLimitOptions().SlowestCallsPerSecond },
        Time("TimeLimit", null, Millisecond, TimeSpan.FromDays(49),
            v => new DispatchOptions { TimeLimit = v }.TimeLimit, () => new DispatchOptions().TimeLimit),
        Time("RetryStopped", null, Millisecond, TimeSpan.FromDays(49),
            v => new DispatchOptions { RetryStopped = v }.RetryStopped, () => new DispatchOptions().RetryStopped),
        { "WaitingBytes", 10_000_000_000, 1L, long.MaxValue, v => new OutboxOptions { WaitingBytes = (long)v }.WaitingBytes,
            () => new OutboxOptions().WaitingBytes },
        Time("LockTimeout", TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromDays(1),
            v => new OutboxOptions { LockTimeout = v }.LockTimeout, () => new OutboxOptions().LockTimeout),
        Time("Refresh", TimeSpan.FromDays(80), TimeSpan.Zero, TimeSpan.FromDays(90),
            v => new OutboxOptions { Refresh = v }.Refresh, () => new OutboxOptions().Refresh),
        Time("FullAt", TimeSpan.FromHours(3), TimeSpan.Zero, TimeSpan.FromDays(1) - Tick,
            v => new SyncOptions { FullAt = v }.FullAt, () => new SyncOptions().FullAt),
        { "ArchiveLimit", 100, 0, int.MaxValue, v => new SyncOptions { ArchiveLimit = (int)v }.ArchiveLimit,
            () => new SyncOptions().ArchiveLimit },
        Time("Overlap", TimeSpan.FromMinutes(15), TimeSpan.Zero, TimeSpan.FromDays(90),
            v => new SyncOptions { Overlap = v }.Overlap, () => new SyncOptions().Overlap),
        Time("Interval", FiveMinutes, Millisecond, TimeSpan.FromDays(24),
            v => new SyncOptions { Interval = v }.Interval, () => new SyncOptions().Interval),
        Time("Interval", FiveMinutes, Millisecond, TimeSpan.FromDays(24),
            v => new CisSyncOptions { Interval = v }.Interval, () => new CisSyncOptions().Interval),
        Time("GracePeriod", TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromDays(24),
            v => new QueueSyncOptions { GracePeriod = v }.GracePeriod, () => new QueueSyncOptions().GracePeriod),
    };

    /// <summary>Options that cannot be nothing.</summary>
    public static TheoryData<string, Func<object>> Given => new()
    {
        { "RateLimit", () => new LaneSenderOptions { RateLimit = null! } },
        { "Sender", () => new DispatchOptions { Sender = null! } },
        { "Time", () => new OutboxOptions { Time = null! } },
        { "Time", () => new SyncOptions { Time = null! } },
        { "Time", () => new QueueSyncOptions { Time = null! } },
        { "Time", () => new CisSyncOptions { Time = null! } },
        { "CheckpointFolder", () => new SyncOptions { CheckpointFolder = null! } },
        { "CheckpointFolder", () => new CisSyncOptions { CheckpointFolder = null! } },
        { "UnusableFolder", () => new SyncOptions { UnusableFolder = null! } },
        { "UnusableFolder", () => new QueueSyncOptions { UnusableFolder = null! } },
        { "UnusableFolder", () => new CisSyncOptions { UnusableFolder = null! } },
        { "Endpoint", () => new QueueSyncOptions { Endpoint = null! } },
        { "Exceptions", () => new CisSyncOptions { Exceptions = null! } },
        { "IsWanted", () => new CisSyncOptions { IsWanted = null! } },
        { "Selection", () => new CisSyncOptions { Selection = null! } },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void The_default_and_both_ends_are_taken_and_what_lies_beyond_fails_where_it_is_given(
        string option, object? standard, object lowest, object highest, Func<object, object?> set, Func<object?> get)
    {
        Assert.Equal(standard, get());
        Assert.Equal(lowest, set(lowest));
        Assert.Equal(highest, set(highest));
        foreach (var beyond in Beyond(lowest, highest))
        {
            var failure = Assert.Throws<ArgumentOutOfRangeException>(() => set(beyond));
            Assert.Equal(option, failure.ParamName);
            Assert.StartsWith(
                FormattableString.Invariant($"{option} is {beyond}; it may be {lowest} to {highest}."), failure.Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Given))]
    public void What_has_to_be_given_fails_where_it_is_not(string option, Func<object> build) =>
        Assert.Equal(option, Assert.Throws<ArgumentNullException>(build).ParamName);

    [Fact]
    public void A_limit_of_time_may_be_none()
    {
        Assert.Null((new DispatchOptions { TimeLimit = TimeSpan.FromHours(1) } with { TimeLimit = null }).TimeLimit);
        Assert.Null((new DispatchOptions { RetryStopped = TimeSpan.FromHours(1) } with { RetryStopped = null }).RetryStopped);
        Assert.Null(new SyncOptions { FullAt = null }.FullAt);
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateLimitOptions { CallsPerSecond = double.NaN });
    }

    [Fact]
    public void What_waits_and_what_cannot_be_used_is_kept_beside_the_outbox()
    {
        var folder = Path.GetDirectoryName(FindingOutbox.DefaultPath)!;
        Assert.Equal((folder, folder), (new SyncOptions().CheckpointFolder, new CisSyncOptions().CheckpointFolder));
        Assert.Equal(Path.Combine(folder, "unusable-findings"), new SyncOptions().UnusableFolder);
        Assert.Equal(Path.Combine(folder, "unusable-findings"), new CisSyncOptions().UnusableFolder);
        Assert.Equal(Path.Combine(folder, "unusable-messages"), new QueueSyncOptions().UnusableFolder);
        Assert.Equal("", new QueueSyncOptions().Endpoint);
    }

    private static TheoryDataRow<string, object?, object, object, Func<object, object?>, Func<object?>> Time(
        string option, TimeSpan? standard, TimeSpan lowest, TimeSpan highest, Func<TimeSpan, object?> set, Func<object?> get) =>
        new(option, standard, lowest, highest, value => set((TimeSpan)value), get);

    private static IEnumerable<object> Beyond(object lowest, object highest) => (lowest, highest) switch
    {
        (TimeSpan low, TimeSpan high) => [low - Tick, high + Tick],
        (double low, double high) => [Math.BitDecrement(low), Math.BitIncrement(high)],
        (int low, int.MaxValue) => [low - 1],
        (int low, int high) => [low - 1, high + 1],
        (long low, _) => [low - 1],
        _ => throw new NotSupportedException(),
    };
}
