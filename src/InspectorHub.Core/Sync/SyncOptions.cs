using InspectorHub.Outbox;

namespace InspectorHub.Sync;

/// <summary>What of Amazon Inspector's findings is synchronized, and how.</summary>
public sealed record SyncOptions
{
    private readonly TimeSpan interval = TimeSpan.FromMinutes(5);
    private readonly TimeSpan overlap = TimeSpan.FromMinutes(15);
    private readonly TimeSpan? fullAt = TimeSpan.FromHours(3);
    private readonly int archiveLimit = 100;

    /// <summary>Severities, in Amazon Inspector's words; null for all.</summary>
    public IReadOnlyCollection<string>? Severities { get; init; }

    /// <summary>A filter in Amazon Inspector's own terms, a <c>FilterCriteria</c> document as UTF-8 JSON; null for none.</summary>
    public byte[]? Filter { get; init; }

    /// <summary>
    /// Whether all that is active is listed, and not only what has changed since the checkpoint; what Security Hub has and Amazon
    /// Inspector has no more is archived then. A first round, and one after a checkpoint that is of no use, is full in any case.
    /// </summary>
    public bool IsFull { get; init; }

    /// <summary>
    /// The time of day, in the clock's own time zone, from which on the next round of a watch is full: below 24 hours; null
    /// for never. Three o'clock.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no time of day.</exception>
    public TimeSpan? FullAt
    {
        get => fullAt;
        init => fullAt = value is null || (value >= TimeSpan.Zero && value < TimeSpan.FromDays(1))
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(FullAt)} is a time of day.");
    }

    /// <summary>With more findings than so many over at once, it is taken for a mistake and none is archived: zero or more; 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int ArchiveLimit
    {
        get => archiveLimit;
        init =>
            archiveLimit = value >= 0
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(ArchiveLimit)} is zero or more.");
    }

    /// <summary>
    /// Whether a full round asks Security Hub itself what it holds, as where several outboxes are at work: what others have sent is
    /// ended, too, and what others have archived is opened again. It is asked in any case where the outbox remembers nothing.
    /// </summary>
    public bool AsksHub { get; init; }

    /// <summary>What becomes of findings that the filter no longer wants.</summary>
    public OutOfFilter OutOfFilter { get; init; }

    /// <summary>
    /// How far before the checkpoint findings are listed again, for what Amazon Inspector lists late: zero or more; 15
    /// minutes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan Overlap
    {
        get => overlap;
        init =>
            overlap = value >= TimeSpan.Zero
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(Overlap)} is zero or more.");
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

    /// <summary>
    /// Whether the deliveries have a limit of time of their own; else a round of a watch ends with the interval, and not
    /// before a minute is over.
    /// </summary>
    public bool HasTimeLimit { get; init; }

    /// <summary>The folder of the checkpoints.</summary>
    public string CheckpointFolder { get; init; } = Path.GetDirectoryName(FindingOutbox.DefaultPath)!;

    /// <summary>The folder for what can be made no ASFF of.</summary>
    public string UnusableFolder { get; init; } = Path.Combine(Path.GetDirectoryName(FindingOutbox.DefaultPath)!, "unusable-findings");

    /// <summary>The clock that rounds go by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
