namespace InspectorHub.Emulator;

/// <summary>
/// The time that the emulated services live in: the real one, until it is moved. Only what they date and forget follows it; call
/// rates, delays and the dates of signatures stay with the real clock, since the clients' clocks do.
/// </summary>
public sealed class EmulatorClock : TimeProvider
{
    private readonly TimeProvider real;
    private long offset;

    internal EmulatorClock(TimeProvider real) => this.real = real;

    /// <summary>How far it is ahead of the real one; negative when it is behind.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offset));

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + Offset;

    /// <summary>Moves it, from now on: a day ahead lets Inspector and Security Hub forget what they forget within a day.</summary>
    /// <param name="time">Negative moves it back.</param>
    public void Advance(TimeSpan time) => Interlocked.Add(ref offset, time.Ticks);

    /// <summary>Sets it to a moment, from where it goes on.</summary>
    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref offset, (now - real.GetUtcNow()).Ticks);

    /// <summary>Brings it back to the real time.</summary>
    public void Reset() => Interlocked.Exchange(ref offset, 0);
}
