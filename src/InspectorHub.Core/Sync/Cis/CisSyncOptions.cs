using InspectorHub.Outbox;

namespace InspectorHub.Sync.Cis;

/// <summary>Which CIS scans are synchronized, and how.</summary>
public sealed record CisSyncOptions
{
    private readonly TimeSpan interval = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A filter in Amazon Inspector's own terms, a <c>ListCisScansFilterCriteria</c> document as UTF-8 JSON without dates; null for all
    /// scans.
    /// </summary>
    public byte[]? Filter { get; init; }

    /// <summary>Whether the latest scan of each configuration is taken even if it has been delivered.</summary>
    public bool IsFull { get; init; }

    /// <summary>Checks that may fail.</summary>
    public IReadOnlyCollection<CisException> Exceptions { get; init; } = [];

    /// <summary>From the beginning of one round of a watch to that of the next: more than zero, at most 24 days; 5 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of this range.</exception>
    public TimeSpan Interval
    {
        get => interval;
        init => interval = value > TimeSpan.Zero && value <= TimeSpan.FromDays(24)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(Interval)} is more than zero, at most 24 days.");
    }

    /// <summary>Whether the deliveries have a limit of time of their own.</summary>
    public bool HasTimeLimit { get; init; }

    /// <summary>The folder of the checkpoints.</summary>
    public string CheckpointFolder { get; init; } = Path.GetDirectoryName(FindingOutbox.DefaultPath)!;

    /// <summary>The folder for what can be made no ASFF of.</summary>
    public string UnusableFolder { get; init; } = Path.Combine(Path.GetDirectoryName(FindingOutbox.DefaultPath)!, "unusable-findings");

    /// <summary>The clock that rounds go by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
