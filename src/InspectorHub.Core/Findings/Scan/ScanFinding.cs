using System.Text.Json.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Findings.Scan;

/// <summary>
/// A vulnerability that a scan found in an artefact, whichever of its two formats the result came in. Source: Inspector scan API,
/// <c>ScanSbom</c>, output formats CYCLONE_DX_1_5 and INSPECTOR.
/// </summary>
public sealed class ScanFinding : InspectorFinding
{
    private const string Untriaged = "UNTRIAGED";

    /// <summary>What was scanned.</summary>
    public ScanArtifact Artifact { get; set; } = new();

    /// <summary>
    /// For example CVE-2015-20109. What Inspector found itself begins with <c>IN-</c> (IN-DOCKER-001 for a weakness of a Dockerfile,
    /// IN-DISCONTINUED-001 for an operating system, IN-CERTIFICATE-001 for a certificate), a malicious package with <c>MAL-</c>.
    /// </summary>
    public string? VulnerabilityId { get; set; }

    /// <summary>In short: the vulnerability, or the first clause of what Inspector found itself, and what it was found in.</summary>
    public string Title => ScanTitle.Of(this);

    /// <summary>At length.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// INFORMATIONAL, LOW, MEDIUM, HIGH, CRITICAL or UNTRIAGED: what the scan says of the vulnerability as a whole, else the highest
    /// of its ratings. EPSS tells how likely an exploit is, not how bad. A malicious package is at least HIGH.
    /// </summary>
    public Severity Severity => Severity.Of(IsMalicious ? ScanRating.Higher(RatedSeverity, "HIGH") : RatedSeverity ?? Untriaged)!;

    /// <summary>The severity that the scan gives the vulnerability as a whole; only Inspector's own format has one.</summary>
    public string? ScanSeverity { get; set; }

    /// <summary>Who published it.</summary>
    public string? Source { get; set; }

    /// <summary>The publisher's page.</summary>
    public string? SourceUrl { get; set; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When its publication was last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>When the artefact was scanned.</summary>
    public DateTimeOffset ScannedAt { get; set; }

    /// <summary>Severities and scores, without EPSS and SSVC.</summary>
    public ItemList<ScanRating>? Ratings { get; set; }

    /// <summary>The packages of the artefact that have it; the operating system for one that is discontinued.</summary>
    public ItemList<ScanPackage>? Packages { get; set; }

    /// <summary>Places in files, for example <c>dockerfile:11-11</c>, and the files of certificates.</summary>
    public ItemList<string>? Locations { get; set; }

    /// <summary>What the scan says at those places, for example <c>expired:2015-06-06T11:59:59Z</c> of a certificate.</summary>
    public ItemList<string>? Evidence { get; set; }

    /// <summary>Where to read on.</summary>
    public ItemList<string>? ReferenceUrls { get; set; }

    /// <summary>Other names, for example USN-5379-1.</summary>
    public ItemList<string>? RelatedVulnerabilities { get; set; }

    /// <summary>Weaknesses, for example CWE-120.</summary>
    public ItemList<string>? Cwes { get; set; }

    /// <summary>Likelihood of exploitation, 0 to 1.</summary>
    public double? EpssScore { get; set; }

    /// <summary>Whether an exploit is public; null when the scan does not say.</summary>
    public bool? ExploitAvailable { get; set; }

    /// <summary>When an exploit was last seen.</summary>
    public DateTimeOffset? LastKnownExploitAt { get; set; }

    /// <summary>When CISA took it into its catalog of known exploited vulnerabilities.</summary>
    public DateTimeOffset? CisaKevAddedAt { get; set; }

    /// <summary>Until when CISA wants it mended.</summary>
    public DateTimeOffset? CisaKevDueAt { get; set; }

    /// <summary>Where the publisher stands with it, for example <c>in_triage</c>.</summary>
    public string? AnalysisState { get; set; }

    /// <summary>When the maker of a discontinued operating system stopped mending it.</summary>
    public DateTimeOffset? EndOfLife { get; set; }

    /// <summary>Whatever else the scan says, by the scan's own names, for example <c>priority</c> and <c>is_malicious</c>.</summary>
    public TextMap? Properties { get; set; }

    /// <summary>Whether it is a package made to do harm, and no vulnerability of one.</summary>
    [JsonIgnore]
    public bool IsMalicious => IsOfKind("MAL-") ||
        (Properties?.TryGetValue("is_malicious", out var malicious) == true
            && malicious.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? FindingId => $"{Artifact.Reference}: {VulnerabilityId}";

    /// <summary>The severity as Inspector counts it in its documents; null for one that it counts as other than the five.</summary>
    internal string? RatedSeverity => ScanRating.LabelOf(ScanSeverity) ?? ScanRating.Highest(Ratings ?? []);

    /// <summary>Whether the vulnerability's id begins so.</summary>
    internal bool IsOfKind(string prefix) => VulnerabilityId?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true;
}
