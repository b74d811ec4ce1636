namespace InspectorHub.Findings.Scan;

/// <summary>What a scan's result says: its findings, what is wrong with the document, and what is odd about it.</summary>
/// <param name="Findings">One per vulnerability of the artefact.</param>
/// <param name="IsScan">Whether it is the result of a scan; the problem says what it is instead.</param>
/// <param name="Problems">Parts of another type than they should be.</param>
/// <param name="Oddities">What does not agree, though all could be read.</param>
internal sealed record ScanDocument(List<ScanFinding> Findings, bool IsScan, List<string> Problems, List<string> Oddities);
