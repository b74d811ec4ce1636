using InspectorHub.Common;
using InspectorHub.Findings.Cis;
using InspectorHub.Outbox;

namespace InspectorHub.Sync.Cis;

/// <summary>
/// Which CIS scans are synchronized, and how. A value out of its range is an <see cref="ArgumentOutOfRangeException"/> that names it.
/// </summary>
public sealed record CisSyncOptions
{
    /// <summary>
    /// A filter in Amazon Inspector's own terms, a <c>ListCisScansFilterCriteria</c> document as UTF-8 JSON without dates; null for all
    /// scans.
    /// </summary>
    public byte[]? Filter { get; init; }

    /// <summary>
    /// What else a scan has to be to be taken, where the filter cannot say it; <see cref="Selection"/> says it in words.
    /// </summary>
    public Func<CisScan, bool> IsWanted { get; init => field = Limit.Given(value); } = static _ => true;

    /// <summary>What <see cref="IsWanted"/> looks for: another one has another checkpoint. Empty where it takes all.</summary>
    public string Selection { get; init => field = Limit.Given(value); } = "";

    /// <summary>Whether the latest scan of each configuration is taken even if it has been delivered.</summary>
    public bool IsFull { get; init; }

    /// <summary>Checks that may fail. Default none.</summary>
    public IReadOnlyCollection<CisException> Exceptions { get; init => field = Limit.Given(value); } = [];

    /// <summary>
    /// With more checks than so many gone at once from one scan, with their instances or without, it is taken for a mistake and none of
    /// them ends. What passes, or is skipped, is no matter of it. Default 100; 0 or more.
    /// </summary>
    public int ArchiveLimit { get; init => field = Limit.Between(value, 0, int.MaxValue); } = 100;

    /// <summary>From the beginning of one round of a watch to that of the next. Default 5 minutes; 1 ms to 24 days.</summary>
    public TimeSpan Interval { get; init => field = Limit.Seconds(value, 0.001, 24 * 86400); } = TimeSpan.FromMinutes(5);

    /// <summary>Whether the deliveries have a limit of time of their own.</summary>
    public bool HasTimeLimit { get; init; }

    /// <summary>The folder of the checkpoints. Default that of the outbox.</summary>
    public string CheckpointFolder { get; init => field = Limit.Given(value); } = FindingOutbox.DefaultFolder;

    /// <summary>The folder for what can be made no ASFF of. Default one beside the outbox.</summary>
    public string UnusableFolder { get; init => field = Limit.Given(value); } =
        Path.Combine(FindingOutbox.DefaultFolder, "unusable-findings");

    /// <summary>The clock that rounds go by. Default the system's.</summary>
    public TimeProvider Time { get; init => field = Limit.Given(value); } = TimeProvider.System;
}
