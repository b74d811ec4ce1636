namespace InspectorHub.Proofs.Simulation;

/// <summary>The clock as one process has it: with the process its timers are gone.</summary>
internal sealed class ProcessTime(VirtualTime time) : TimeProvider
{
    /// <summary>Whether the process still runs.</summary>
    public bool IsAlive { get; set; } = true;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.Create(callback, state, dueTime, period, () => IsAlive);
}
