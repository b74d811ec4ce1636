using System.Collections.Concurrent;
using System.Threading.Channels;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>The real clock, that tells to what its timers are set anew.</summary>
internal sealed class LimitNotingClock : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> changes = [];
    private readonly Channel<TimeSpan> changed = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>What timers were set to after they had been made.</summary>
    public IReadOnlyList<TimeSpan> Changes => [.. changes];

    /// <summary>Ends when a timer is set anew, once for each time.</summary>
    public Task ChangedAsync() => changed.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Noting(base.CreateTimer(callback, state, dueTime, period), this);

    private sealed class Noting(ITimer timer, LimitNotingClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            // A delay stops its timer when it is over.
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                clock.changes.Enqueue(dueTime);
                clock.changed.Writer.TryWrite(dueTime);
            }

            return timer.Change(dueTime, period);
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
