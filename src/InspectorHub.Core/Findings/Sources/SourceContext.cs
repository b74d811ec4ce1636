using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Findings.Scan;

namespace InspectorHub.Findings.Sources;

/// <summary>What is known of a text beside what stands in it.</summary>
/// <param name="Origin">Where it is from, for messages.</param>
/// <param name="Artifact">What was scanned, for the results of scans.</param>
/// <param name="ScannedAt">When, for results that do not say.</param>
/// <param name="CisScans">CIS scans and their instances.</param>
/// <param name="Details">Details of findings.</param>
internal sealed record SourceContext(
    string Origin, ScanArtifact? Artifact, DateTimeOffset? ScannedAt, CisScans CisScans, FindingDetailsIndex Details)
{
    /// <summary>Whether findings in OCSF are taken; otherwise they are problems.</summary>
    public bool TakesOcsf { get; set; }
}
