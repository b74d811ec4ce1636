namespace InspectorHub.Findings.Cis;

/// <summary>
/// An instance of a CIS scan, and how the scan went there. Source: Inspector2 API 2020-06-08, <c>CisTargetResourceAggregation</c>.
/// </summary>
public sealed class CisTarget
{
    public string? ScanArn { get; set; }

    /// <summary>The instance, <c>i-…</c>.</summary>
    public string? TargetResourceId { get; set; }

    /// <summary>The instance's account, 12 digits.</summary>
    public string? AccountId { get; set; }

    /// <summary>Tags of the instance, each with its values.</summary>
    public CisTags? TargetResourceTags { get; set; }

    /// <summary>How many checks passed, failed and were skipped.</summary>
    public CisStatusCounts? StatusCounts { get; set; }

    /// <summary>What it runs.</summary>
    public string? Platform { get; set; }

    /// <summary>TIMED_OUT, CANCELLED or COMPLETED; absent while it is being scanned.</summary>
    public string? TargetStatus { get; set; }

    /// <summary>SCAN_IN_PROGRESS, UNSUPPORTED_OS or SSM_UNMANAGED, where there is a reason.</summary>
    public string? TargetStatusReason { get; set; }

    /// <summary>
    /// Whether the scan says anything about the instance's checks. One that timed out, that cannot be reached or whose system has no
    /// benchmark has not been looked at: its checks are what they were.
    /// </summary>
    public bool IsScanned => TargetStatus == CisScan.Completed && TargetStatusReason is null or "";

    /// <inheritdoc/>
    public override string ToString() => TargetResourceId ?? "";
}
