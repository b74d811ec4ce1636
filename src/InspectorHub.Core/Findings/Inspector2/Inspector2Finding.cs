using System.Text.Json.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>A finding of Amazon Inspector, in the shape of ListFindings. Source: Inspector2 API 2020-06-08, <c>Finding</c>.</summary>
public sealed class Inspector2Finding : InspectorFinding
{
    /// <summary>Names the finding.</summary>
    public string? FindingArn { get; set; }

    /// <summary>The account it is about.</summary>
    public string? AwsAccountId { get; set; }

    /// <summary>PACKAGE_VULNERABILITY, NETWORK_REACHABILITY or CODE_VULNERABILITY.</summary>
    public string? Type { get; set; }

    /// <summary>In short.</summary>
    public string? Title { get; set; }

    /// <summary>At length.</summary>
    public string? Description { get; set; }

    /// <summary>What to do.</summary>
    public Inspector2Remediation? Remediation { get; set; }

    /// <summary>INFORMATIONAL, LOW, MEDIUM, HIGH, CRITICAL or UNTRIAGED.</summary>
    public Severity? Severity { get; set; }

    /// <summary>When it was first seen.</summary>
    public DateTimeOffset? FirstObservedAt { get; set; }

    /// <summary>When it was last seen.</summary>
    public DateTimeOffset? LastObservedAt { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>ACTIVE, SUPPRESSED or CLOSED.</summary>
    public string? Status { get; set; }

    /// <summary>What is affected.</summary>
    public ItemList<Inspector2Resource>? Resources { get; set; }

    /// <summary>0 to 10.</summary>
    public double? InspectorScore { get; set; }

    /// <summary>How the score came about.</summary>
    public Inspector2ScoreDetails? InspectorScoreDetails { get; set; }

    /// <summary>For NETWORK_REACHABILITY.</summary>
    public NetworkReachabilityDetails? NetworkReachabilityDetails { get; set; }

    /// <summary>For PACKAGE_VULNERABILITY.</summary>
    public PackageVulnerabilityDetails? PackageVulnerabilityDetails { get; set; }

    /// <summary>For CODE_VULNERABILITY.</summary>
    public CodeVulnerabilityDetails? CodeVulnerabilityDetails { get; set; }

    /// <summary>YES, NO or PARTIAL.</summary>
    public string? FixAvailable { get; set; }

    /// <summary>YES or NO.</summary>
    public string? ExploitAvailable { get; set; }

    /// <summary>When it was last seen exploited.</summary>
    public ExploitabilityDetails? ExploitabilityDetails { get; set; }

    /// <summary>Likelihood of exploitation.</summary>
    public Epss? Epss { get; set; }

    /// <summary>For a finding of an on-demand scan: which scan found it. Only events have it.</summary>
    public string? ScanId { get; set; }

    /// <summary>What BatchGetFindingDetails adds, where it was asked or came with the finding.</summary>
    public FindingDetails? Details { get; set; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? FindingId => FindingArn;
}
