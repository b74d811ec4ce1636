using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>
/// What Amazon Inspector knows of a finding's vulnerability beside the finding. Source: Inspector2 API 2020-06-08,
/// BatchGetFindingDetails, <c>FindingDetail</c>.
/// </summary>
public sealed class FindingDetails
{
    /// <summary>The finding they belong to.</summary>
    public string? FindingArn { get; set; }

    /// <summary>What CISA says of it in its catalog of known exploited vulnerabilities.</summary>
    public CisaData? CisaData { get; set; }

    /// <summary>How much risk it is, 0 to 100.</summary>
    public int? RiskScore { get; set; }

    /// <summary>Likelihood of exploitation, 0 to 1.</summary>
    public double? EpssScore { get; set; }

    /// <summary>When exploits were seen.</summary>
    public ExploitObserved? ExploitObserved { get; set; }

    /// <summary>Tactics, techniques and procedures, as MITRE numbers them: T1190.</summary>
    public ItemList<string>? Ttps { get; set; }

    /// <summary>Known tools that exploit it.</summary>
    public ItemList<string>? Tools { get; set; }

    /// <summary>Weaknesses, for example CWE-79.</summary>
    public ItemList<string>? Cwes { get; set; }

    /// <summary>What Inspector has found of it, for example in the wild.</summary>
    public ItemList<FindingEvidence>? Evidences { get; set; }

    /// <summary>Where to read on, at most 100.</summary>
    public ItemList<string>? ReferenceUrls { get; set; }

    /// <inheritdoc/>
    public override string ToString() => FindingArn ?? "";
}
