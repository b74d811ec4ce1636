using InspectorHub.Outbox;

namespace InspectorHub.Sync;

/// <summary>What of Amazon Inspector's findings is synchronized, and how.</summary>
public sealed record SyncOptions
{
    private readonly TimeSpan interval = TimeSpan.FromMinutes(5);
    private readonly TimeSpan overlap = TimeSpan.FromMinutes(15);

    /// <summary>Severities, in Amazon Inspector's words; null for all.</summary>
    public IReadOnlyCollection<string>? Severities { get; init; }

    /// <summary>A filter in Amazon Inspector's own terms, a <c>FilterCriteria</c> document as UTF-8 JSON; null for none.</summary>
    public byte[]? Filter { get; init; }

    /// <summary>Whether all that is active is listed, and not only what has changed since the checkpoint.</summary>
    public bool IsFull { get; init; }

    /// <summary>How far before the checkpoint findings are listed again, for what Amazon Inspector lists late: zero or more; 15 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan Overlap
    {
        get => overlap;
        init => overlap = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(Overlap)} is zero or more.");
    }

    /// <summary>From the beginning of one round of a watch to that of the next: more than zero, at most 24 days; 5 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of this range.</exception>
    public TimeSpan Interval
    {
        get => interval;
        init => interval = value > TimeSpan.Zero && value <= TimeSpan.FromDays(24)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(Interval)} is more than zero, at most 24 days.");
    }

    /// <summary>Whether the deliveries have a limit of time of their own; else a round of a watch ends with the interval, and not before a minute is over.</summary>
    public bool HasTimeLimit { get; init; }

    /// <summary>The folder of the checkpoints.</summary>
    public string CheckpointFolder { get; init; } = Path.GetDirectoryName(FindingOutbox.DefaultPath)!;

    /// <summary>The folder for what can be made no ASFF of.</summary>
    public string UnusableFolder { get; init; } = Path.Combine(Path.GetDirectoryName(FindingOutbox.DefaultPath)!, "unusable-findings");

    /// <summary>The clock that rounds go by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
