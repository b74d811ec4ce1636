using System.Text.Json;

namespace InspectorHub.Findings.Scan;

/// <summary>Reads the result of a scan: one finding per vulnerability of the artefact.</summary>
internal static class ScanReader
{
    private const string Unscanned =
        "a bill of materials that was not scanned: it has neither vulnerabilities nor counts of them, " +
        "and no scan service among its tools; the result of the scan (ScanSbom) is expected";

    /// <param name="json">The document, bare or as ScanSbom returns it, in its member <c>sbom</c>.</param>
    /// <param name="artifact">What was scanned.</param>
    /// <param name="readAt">Stands for the time of the scan where the document has none.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ScanDocument Read(ReadOnlySpan<byte> json, ScanArtifact artifact, DateTimeOffset readAt)
    {
        using var parsed = JsonDocument.Parse(json.ToArray());
        var parts = new ScanParts();
        var document = parsed.RootElement.Member("sbom") is { ValueKind: not JsonValueKind.Undefined } inner
            ? parts.Object(inner, "sbom")
            : parsed.RootElement;
        var isCycloneDx = document.Text("bomFormat") is not null || document.Text("specVersion") is not null;
        var findings = new List<ScanFinding>();
        var counts = isCycloneDx ? CycloneDxReader.CountsOf(document) : InspectorFormatReader.CountsOf(document);
        var isScanned = document.Member("vulnerabilities").ValueKind != JsonValueKind.Undefined || counts.Count > 0
            || CycloneDxReader.IsScanned(document);
        if (parts.Problems.Count == 0 && !isScanned)
        {
            return new ScanDocument(findings, IsScan: false, [Unscanned], []);
        }

        findings.AddRange(isCycloneDx ? new CycloneDxReader(document, parts).Read(readAt)
            : InspectorFormatReader.Read(document, parts, readAt));
        foreach (var finding in findings) finding.Artifact = artifact;
        return new ScanDocument(findings, IsScan: true, parts.Problems, [.. new ScanCounts(counts).Differences(findings)]);
    }
}
