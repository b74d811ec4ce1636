using InspectorHub.Common;
using InspectorHub.Outbox;

namespace InspectorHub.Sync;

/// <summary>
/// What of Amazon Inspector's findings is synchronized, and how. A value out of its range is an
/// <see cref="ArgumentOutOfRangeException"/> that names it.
/// </summary>
public sealed record SyncOptions
{
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
    /// The time of day, in the clock's own time zone, from which on the next round of a watch is full; null for never. Default 3 hours;
    /// 0 to less than 24 hours.
    /// </summary>
    public TimeSpan? FullAt
    {
        get;
        init => field = value is { } time ? Limit.Between(time, TimeSpan.Zero, TimeSpan.FromDays(1) - TimeSpan.FromTicks(1)) : null;
    } = TimeSpan.FromHours(3);

    /// <summary>
    /// With more findings than so many over at once, it is taken for a mistake and none is archived. Default 100; 0 or more.
    /// </summary>
    public int ArchiveLimit { get; init => field = Limit.Between(value, 0, int.MaxValue); } = 100;

    /// <summary>
    /// Whether a full round asks Security Hub itself what it holds, as where several outboxes are at work: what others have sent is
    /// ended, too, and what others have archived is opened again. It is asked in any case where the outbox remembers nothing.
    /// </summary>
    public bool AsksHub { get; init; }

    /// <summary>What becomes of findings that the filter no longer wants. Default <see cref="OutOfFilter.Update"/>.</summary>
    public OutOfFilter OutOfFilter { get; init; }

    /// <summary>
    /// How far before the checkpoint findings are listed again, for what Amazon Inspector lists late. Default 15 minutes; 0 to 90 days.
    /// </summary>
    public TimeSpan Overlap { get; init => field = Limit.Seconds(value, 0, 90 * 86400); } = TimeSpan.FromMinutes(15);

    /// <summary>From the beginning of one round of a watch to that of the next. Default 5 minutes; 1 ms to 24 days.</summary>
    public TimeSpan Interval { get; init => field = Limit.Seconds(value, 0.001, 24 * 86400); } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether the deliveries have a limit of time of their own; else a round of a watch ends with the interval, and not
    /// before a minute is over.
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
