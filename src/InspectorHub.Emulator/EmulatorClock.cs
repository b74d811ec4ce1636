namespace InspectorHub.Emulator;

/// <summary>
/// The time that the emulated services live in: the real one, until it is moved. Only what they date and forget follows it; call
/// rates, delays and the dates of signatures stay with the real clock, since the clients' clocks do.
/// </summary>
public sealed class EmulatorClock : TimeProvider
{
    // What services date and forget is some days to years away from their now.
    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2999, 12, 31, 0, 0, 0, TimeSpan.Zero);

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
    /// <exception cref="ArgumentOutOfRangeException">It would come to a time before 1970 or after 2999.</exception>
    public void Advance(TimeSpan time)
    {
        var now = GetUtcNow();
        if (time < Earliest - now || time > Latest - now) throw Unplayed(nameof(time));
        Interlocked.Add(ref offset, time.Ticks);
    }

    /// <summary>Sets it to a moment, from where it goes on.</summary>
    /// <param name="now">1970 to 2999.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is before or after.</exception>
    public void Set(DateTimeOffset now)
    {
        if (now < Earliest || now > Latest) throw Unplayed(nameof(now));
        Interlocked.Exchange(ref offset, (now - real.GetUtcNow()).Ticks);
    }

    /// <summary>Brings it back to the real time.</summary>
    public void Reset() => Interlocked.Exchange(ref offset, 0);

    private static ArgumentOutOfRangeException Unplayed(string name) => new(name, "The clock goes from 1970 to 2999.");
}
