namespace InspectorHub.Findings.Cis;

/// <summary>
/// What is known of CIS scans and their instances: results say neither when the scan was nor what the instance's tags are. Filled from
/// replies of ListCisScans and ListCisScanResultsAggregatedByTargetResource that stand before the results they belong to.
/// </summary>
public sealed class CisScans
{
    private readonly Dictionary<string, CisScan> scans = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Scan, string? Account, string? Instance), CisTarget> targets = [];

    /// <summary>When scans were of which nothing else tells it; null leaves it open.</summary>
    public DateTimeOffset? ScanDate { get; set; }

    public IReadOnlyCollection<CisScan> Scans => scans.Values;

    /// <summary>Their instances.</summary>
    public IReadOnlyCollection<CisTarget> Targets => targets.Values;

    /// <summary>Takes a scan; one without its ARN is of no use and is passed over.</summary>
    public void Add(CisScan scan)
    {
        if (scan.ScanArn is { } arn) scans[arn] = scan;
    }

    /// <summary>Takes an instance of a scan.</summary>
    public void Add(CisTarget target) => targets[(target.ScanArn, target.AccountId, target.TargetResourceId)] = target;

    /// <summary>Adds to a result what is known of its scan and instance and what it does not say itself.</summary>
    internal void Complete(CisFinding finding)
    {
        if (finding.ScanArn is { } arn && scans.TryGetValue(arn, out var scan)) finding.Complete(scan);
        if (targets.TryGetValue((finding.ScanArn, finding.AccountId, finding.TargetResourceId), out var target)) finding.Complete(target);
        finding.ScanDate ??= ScanDate;
    }
}
