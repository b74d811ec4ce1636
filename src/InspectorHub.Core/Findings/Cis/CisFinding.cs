using System.Text.Json.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Findings.Cis;

/// <summary>
/// What one check of a CIS benchmark found on one instance. Source: Inspector2 API 2020-06-08, <c>CisScanResultDetails</c>; what
/// only the scan and its list of targets tell (<c>CisScan</c>, <c>CisTargetResourceAggregation</c>) stands beside it.
/// </summary>
public sealed class CisFinding : InspectorFinding
{
    /// <summary>A result that is a problem.</summary>
    public const string Failed = "FAILED";

    /// <summary>A result that is none.</summary>
    public const string Passed = "PASSED";

    /// <summary>A check that was not made: it does not apply, or it could not be.</summary>
    public const string Skipped = "SKIPPED";

    public string? ScanArn { get; set; }

    /// <summary>The account of the instance, 12 digits; a delegated administrator's scans have several.</summary>
    public string? AccountId { get; set; }

    /// <summary>The instance, <c>i-…</c>.</summary>
    public string? TargetResourceId { get; set; }

    /// <summary>What it runs; the benchmark goes by it.</summary>
    public string? Platform { get; set; }

    /// <summary>PASSED, FAILED or SKIPPED.</summary>
    public string? Status { get; set; }

    /// <summary>Why.</summary>
    public string? StatusReason { get; set; }

    /// <summary>The number of the check in its benchmark, for example 1.1.1.1.</summary>
    public string? CheckId { get; set; }

    /// <summary>The check in short.</summary>
    public string? Title { get; set; }

    /// <summary>The check at length.</summary>
    public string? CheckDescription { get; set; }

    /// <summary>What to do.</summary>
    public string? Remediation { get; set; }

    /// <summary>LEVEL_1, which is meant for every host, or LEVEL_2, for those that need more.</summary>
    public string? Level { get; set; }

    /// <summary>Names this result of this scan: the next scan's has another.</summary>
    public string? FindingArn { get; set; }

    /// <summary>When the scan was.</summary>
    public DateTimeOffset? ScanDate { get; set; }

    /// <summary>What the scan is called.</summary>
    public string? ScanName { get; set; }

    /// <summary>What the scan was made by; the same from scan to scan.</summary>
    public string? ScanConfigurationArn { get; set; }

    /// <summary>Up to which level the scan checked: LEVEL_1 or LEVEL_2.</summary>
    public string? SecurityLevel { get; set; }

    /// <summary>Tags of the instance, each with its values.</summary>
    public CisTags? TargetResourceTags { get; set; }

    /// <summary>
    /// MEDIUM for a check of level 1 that failed, LOW for one of level 2, INFORMATIONAL for all that did not fail. Amazon Inspector
    /// gives its results none.
    /// </summary>
    [JsonIgnore]
    public Severity Severity => Severity.Of((Status, Level) switch
    {
        (not Failed, _) => "INFORMATIONAL",
        (_, "LEVEL_2") => "LOW",
        _ => "MEDIUM",
    })!;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? FindingId => FindingArn ?? (CheckId is null ? null : $"{ScanArn}: {CheckId} on {TargetResourceId}");

    /// <summary>Takes over what the scan tells, where the result does not say it itself.</summary>
    internal void Complete(CisScan scan)
    {
        ScanDate ??= scan.ScanDate;
        ScanName ??= scan.ScanName;
        ScanConfigurationArn ??= scan.ScanConfigurationArn;
        SecurityLevel ??= scan.SecurityLevel;
    }

    /// <summary>Takes over what the list of targets tells, where the result does not say it itself.</summary>
    internal void Complete(CisTarget target)
    {
        Platform ??= target.Platform;
        TargetResourceTags ??= target.TargetResourceTags;
    }
}
