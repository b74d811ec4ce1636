using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>A clock in UTC that stands still, and tells when somebody begins to rest for one of some times.</summary>
internal sealed class RestingClock : FakeTimeProvider
{
    private readonly TimeSpan[] told;
    private readonly ConcurrentQueue<TimeSpan> rests = [];
    private readonly Channel<TimeSpan> resting = Channel.CreateUnbounded<TimeSpan>();

    public RestingClock(DateTimeOffset start, params TimeSpan[] told)
        : base(start)
    {
        this.told = told;
        SetLocalTimeZone(TimeZoneInfo.Utc);
    }

    /// <summary>For how long it was rested, each time.</summary>
    public IReadOnlyList<TimeSpan> Rests => [.. rests];

    /// <summary>Ends when somebody begins to rest, once for each time.</summary>
    public Task RestsAsync() => resting.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    /// <summary>Lets time pass once somebody rests, and ends when he rests again.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Advance(time);
        await RestsAsync();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (!told.Contains(dueTime)) return timer;
        rests.Enqueue(dueTime);
        resting.Writer.TryWrite(dueTime);
        return timer;
    }
}
