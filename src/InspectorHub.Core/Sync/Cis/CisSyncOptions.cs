using InspectorHub.Common;

namespace InspectorHub.Sync.Cis;

/// <summary>Which CIS scans are synchronized, and how.</summary>
public sealed record CisSyncOptions : RoundOptions
{
    /// <summary>
    /// A filter in Amazon Inspector's own terms, a <c>ListCisScansFilterCriteria</c> document as UTF-8 JSON without dates; null for all
    /// scans.
    /// </summary>
    public byte[]? Filter { get; init; }

    /// <summary>Whether the latest scan of each configuration is taken even if it has been delivered.</summary>
    public bool IsFull { get; init; }

    /// <summary>Checks that may fail. Default none.</summary>
    public IReadOnlyCollection<CisException> Exceptions { get; init => field = Limit.Given(value); } = [];
}
