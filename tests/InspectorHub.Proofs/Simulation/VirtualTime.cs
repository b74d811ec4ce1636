namespace InspectorHub.Proofs.Simulation;

/// <summary>
/// A clock that stands still until it is moved. What is due fires in its order, on the thread that moves it. The wall clock may be
/// set to anything, as users and NTP do; the time that has passed is not touched by that.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Origin = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly PriorityQueue<Timer, (long Due, long Order)> timers = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private long now;
    private long order;

    /// <summary>By how much the wall clock is wrong.</summary>
    public TimeSpan Skew { get; private set; }

    /// <summary>When the wall clock was set last.</summary>
    public TimeSpan SetAt { get; private set; } = TimeSpan.MinValue;

    /// <summary>Where another thread than its maker's has asked it: what happens then is decided by no seed.</summary>
    public string? Stray { get; private set; }

    /// <summary>What has passed since the beginning.</summary>
    public TimeSpan Elapsed => new(now);

    /// <summary>The time as it is, whatever the wall clock of the machine says.</summary>
    public DateTimeOffset True => Origin + Elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => Here(True + Skew);

    public override long GetTimestamp() => Here(now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Create(callback, state, dueTime, period, isAlive: null);

    /// <summary>A timer that does not fire any more when its process is no more.</summary>
    public ITimer Create(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period, Func<bool>? isAlive)
    {
        var timer = Here(new Timer(this, callback, state, isAlive));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Sets the wall clock.</summary>
    public void Set(TimeSpan skew) => (Skew, SetAt) = (skew, Elapsed);

    /// <summary>Moves on, firing what is due meanwhile.</summary>
    public void Advance(TimeSpan time)
    {
        var until = now + time.Ticks;
        while (timers.TryPeek(out var timer, out var due) && due.Due <= until)
        {
            timers.Dequeue();
            if (timer.Order != due.Order) continue;
            now = Math.Max(now, due.Due);
            timer.Fire();
        }

        now = until;
    }

    /// <summary>Moves on to the next timer, if there is one before that much time has passed.</summary>
    public void AdvanceToNext(TimeSpan atMost)
    {
        while (timers.TryPeek(out var timer, out var due) && timer.Order != due.Order) timers.Dequeue();
        Advance(timers.TryPeek(out _, out var next) && next.Due - now < atMost.Ticks ? new TimeSpan(Math.Max(0, next.Due - now)) : atMost);
    }

    private T Here<T>(T what)
    {
        if (Environment.CurrentManagedThreadId != thread) Stray ??= Environment.StackTrace;
        return what;
    }

    private sealed class Timer(VirtualTime time, TimerCallback callback, object? state, Func<bool>? isAlive) : ITimer
    {
        private TimeSpan period;

        // Of several entries of one timer in the queue, the last counts.
        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            this.period = period;
            Order = ++time.order;
            if (dueTime != Timeout.InfiniteTimeSpan) time.timers.Enqueue(this, (time.now + Math.Max(0, dueTime.Ticks), Order));
            return true;
        }

        public void Fire()
        {
            if (isAlive?.Invoke() == false) return;
            if (period != Timeout.InfiniteTimeSpan && period > TimeSpan.Zero) Change(period, period);
            else Order = -1;
            callback(state);
        }

        public void Dispose() => Order = -1;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
