using InspectorHub.Common;

namespace InspectorHub.Outbox;

/// <summary>
/// What may be different about an outbox. A value out of its range is an <see cref="ArgumentOutOfRangeException"/> that names it.
/// </summary>
public sealed record OutboxOptions
{
    /// <summary>
    /// The findings that wait may take this many bytes; more are not accepted until some have been received. Default 10 GB; at least 1.
    /// </summary>
    public long WaitingBytes { get; init => field = Limit.Between(value, 1, long.MaxValue); } = 10_000_000_000;

    /// <summary>How long to wait for another process that writes to the file. Default 30 s; 0 to 1 day.</summary>
    public TimeSpan LockTimeout { get; init => field = Limit.Seconds(value, 0, 86400); } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long after its last acknowledgement an active finding that has not changed is sent again. Security Hub deletes
    /// active findings 90 days after their last update (Security Hub user guide, data retention). Default 80 days; 0 to 90 days.
    /// </summary>
    public TimeSpan Refresh { get; init => field = Limit.Seconds(value, 0, 90 * 86400); } = TimeSpan.FromDays(80);

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init => field = Limit.Given(value); } = TimeProvider.System;

    /// <summary>
    /// How long to look for damage on opening: all of a file of some hundred megabytes, and the beginning of a larger one. Damage
    /// further in shows when it is met; the next one to open the file then looks at all of it.
    /// </summary>
    internal TimeSpan CheckTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether anything is flushed to the disk at all; a simulation kills processes, and not the machine.</summary>
    internal bool IsFlushed { get; init; } = true;

    /// <summary>The highest number of pages of the file, for tests of a full disk; 0 is as many as the disk takes.</summary>
    internal int Pages { get; init; }
}
