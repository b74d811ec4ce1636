using InspectorHub.Common;
using InspectorHub.Outbox;

namespace InspectorHub.Sync;

/// <summary>
/// How rounds follow each other, and what they remember. A value out of its range is an <see cref="ArgumentOutOfRangeException"/> that
/// names it.
/// </summary>
public abstract record RoundOptions
{
    private protected RoundOptions()
    {
    }

    /// <summary>From the beginning of one round of a watch to that of the next. Default 5 minutes; 1 ms to 24 days.</summary>
    public TimeSpan Interval { get; init => field = Limit.Seconds(value, 0.001, 24 * 86400); } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether the deliveries have a limit of time of their own. Default false: a round of a watch ends with the interval, and not before
    /// a minute is over.
    /// </summary>
    public bool HasTimeLimit { get; init; }

    /// <summary>The folder of the checkpoints. Default that of the outbox.</summary>
    public string CheckpointFolder { get; init => field = Limit.Given(value); } = FindingOutbox.DefaultFolder;

    /// <summary>The folder for what can be made no ASFF of. Default one beside the outbox.</summary>
    public string UnusableFolder { get; init => field = Limit.Given(value); } =
        Path.Combine(FindingOutbox.DefaultFolder, "unusable-findings");

    /// <summary>The clock that rounds go by. Default the system's.</summary>
    public TimeProvider Time { get; init => field = Limit.Given(value); } = TimeProvider.System;
}
