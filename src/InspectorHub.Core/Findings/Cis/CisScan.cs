namespace InspectorHub.Findings.Cis;

/// <summary>A CIS scan. Source: Inspector2 API 2020-06-08, <c>CisScan</c>.</summary>
public sealed class CisScan
{
    /// <summary>A scan that has come to its end.</summary>
    public const string Completed = "COMPLETED";

    /// <summary>A scan that goes on.</summary>
    public const string InProgress = "IN_PROGRESS";

    /// <summary>Names the scan: <c>arn:P:inspector2:R:A:owner/OWNER/cis-scan/UUID</c>, OWNER an account or an organization.</summary>
    public string? ScanArn { get; set; }

    /// <summary>What the scan was made by; the same from scan to scan.</summary>
    public string? ScanConfigurationArn { get; set; }

    /// <summary>FAILED, COMPLETED, CANCELLED or IN_PROGRESS.</summary>
    public string? Status { get; set; }

    /// <summary>What its configuration calls it.</summary>
    public string? ScanName { get; set; }

    /// <summary>When it was.</summary>
    public DateTimeOffset? ScanDate { get; set; }

    /// <summary>Checks that failed.</summary>
    public int? FailedChecks { get; set; }

    /// <summary>Checks that were made.</summary>
    public int? TotalChecks { get; set; }

    /// <summary>Which instances it was to check.</summary>
    public CisTargets? Targets { get; set; }

    /// <summary>The account or the organization that it was scheduled by.</summary>
    public string? ScheduledBy { get; set; }

    /// <summary>LEVEL_1 or LEVEL_2.</summary>
    public string? SecurityLevel { get; set; }

    /// <summary>Of each configuration's completed scans the latest.</summary>
    public static IReadOnlyList<CisScan> LatestOfEach(IEnumerable<CisScan> scans) =>
    [
        .. scans.Where(scan => scan.Status == Completed)
            .GroupBy(scan => scan.ScanConfigurationArn)
            .Select(ofOne => ofOne.OrderByDescending(scan => scan.ScanDate).First()),
    ];

    /// <inheritdoc/>
    public override string ToString() => ScanName is { Length: > 0 } name ? $"{name} ({ScanArn})" : ScanArn ?? "";
}
