using System.Text.Json.Serialization;

namespace InspectorHub.Findings.Scan;

/// <summary>
/// A vulnerability that a scan found in an artefact, whichever of its two formats the result came in. Source: Inspector scan API,
/// <c>ScanSbom</c>, output formats CYCLONE_DX_1_5 and INSPECTOR.
/// </summary>
public sealed class ScanFinding : InspectorFinding
{
    /// <summary>What was scanned.</summary>
    public ScanArtifact Artifact { get; set; } = new();

    /// <summary>For example CVE-2015-20109, or IN-DOCKER-001 for a weakness of a Dockerfile.</summary>
    public string? VulnerabilityId { get; set; }

    /// <summary>In short: the vulnerability and the packages that have it.</summary>
    public string Title => Packages is { Count: > 0 } packages
        ? $"{VulnerabilityId} - {string.Join(", ", packages.Select(package => package.Name).Where(name => name is not null).Distinct(StringComparer.Ordinal))}"
        : VulnerabilityId ?? "";

    /// <summary>At length.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// INFORMATIONAL, LOW, MEDIUM, HIGH, CRITICAL or UNTRIAGED: the rating of the vendor or of Inspector itself, else NVD's, else what
    /// the scan says. EPSS tells how likely an exploit is, not how bad.
    /// </summary>
    public string Severity => (Ratings ?? []).Where(rating => rating.Label is not null).OrderBy(rating => rating.IsNvd).FirstOrDefault()?.Label
        ?? ScanRating.LabelOf(ScanSeverity) ?? "UNTRIAGED";

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

    /// <summary>Severities and scores, without EPSS.</summary>
    public List<ScanRating>? Ratings { get; set; }

    /// <summary>The packages of the artefact that have it.</summary>
    public List<ScanPackage>? Packages { get; set; }

    /// <summary>Places in files, for example <c>dockerfile:11-11</c>.</summary>
    public List<string>? Locations { get; set; }

    /// <summary>Where to read on.</summary>
    public List<string>? ReferenceUrls { get; set; }

    /// <summary>Other names, for example USN-5379-1.</summary>
    public List<string>? RelatedVulnerabilities { get; set; }

    /// <summary>Weaknesses, for example CWE-120.</summary>
    public List<string>? Cwes { get; set; }

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

    /// <inheritdoc/>
    [JsonIgnore]
    public override string? FindingId => $"{Artifact.Reference}: {VulnerabilityId}";
}
