
namespace InspectorHub.Outbox;

/// <summary>What may be different about an outbox.</summary>
public sealed record OutboxOptions
{
    /// <summary>The findings that wait may take this many bytes; more are not accepted until some have been received. 10 GB.</summary>
    public long WaitingBytes { get; init; } = 10_000_000_000;

    /// <summary>How long to wait for another process that writes to the file.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long after its last acknowledgement an active finding that has not changed is sent again. Security Hub deletes
    /// active findings 90 days after their last update (Security Hub user guide, data retention).
    /// </summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromDays(80);

    /// <summary>The time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// How long to look for damage on opening: all of a file of some hundred megabytes, and the beginning of a larger one. Damage
    /// further in shows when it is met; the next one to open the file then looks at all of it.
    /// </summary>
    internal TimeSpan CheckTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The highest number of pages of the file, for tests of a full disk; 0 is as many as the disk takes.</summary>
    internal int Pages { get; init; }
}
