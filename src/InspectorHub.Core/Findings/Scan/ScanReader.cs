using System.Text.Json;

namespace InspectorHub.Findings.Scan;

/// <summary>Reads the result of a scan: one finding per vulnerability of the artefact.</summary>
internal static class ScanReader
{
    /// <param name="json">The document, bare or as ScanSbom returns it, in its member <c>sbom</c>.</param>
    /// <param name="artifact">What was scanned.</param>
    /// <param name="readAt">Stands for the time of the scan where the document has none.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static List<ScanFinding> Read(ReadOnlySpan<byte> json, ScanArtifact artifact, DateTimeOffset readAt)
    {
        using var parsed = JsonDocument.Parse(json.ToArray());
        var document = parsed.RootElement.Member("sbom") is { ValueKind: JsonValueKind.Object } inner ? inner : parsed.RootElement;
        var findings = document.Text("bomFormat") is not null || document.Text("specVersion") is not null
            ? new CycloneDxReader(document).Read(readAt)
            : InspectorFormatReader.Read(document, readAt);
        var list = findings.ToList();
        foreach (var finding in list) finding.Artifact = artifact;
        return list;
    }
}
