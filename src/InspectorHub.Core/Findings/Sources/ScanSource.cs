using System.Text.Json;
using InspectorHub.Common;
using InspectorHub.Findings.Scan;
using InspectorHub.Json;

namespace InspectorHub.Findings.Sources;

/// <summary>Results of scans of images and folders, and the findings that were made of them before.</summary>
internal sealed class ScanSource(SourceContext context, ReadingQueue readings) : IFindingSource
{
    /// <inheritdoc/>
    public void Take(in JsonPiece piece, in FindingShape shape)
    {
        if (shape.Kind == FindingShapeKind.ScanFinding)
        {
            readings.Add(piece, JsonSerializer.Deserialize(piece.Json, FindingJsonContext.Default.ScanFinding)!);
            return;
        }

        var scan = ScanReader.Read(
            piece.Json, context.Artifact ?? new ScanArtifact(), context.ScannedAt ?? DateTimeOffset.UtcNow);
        if (context.Artifact is null && scan.IsScan) AskForArtifact(piece);
        else Take(piece, scan);
    }

    private void AskForArtifact(in JsonPiece piece)
    {
        const string What = "the result of a scan, which does not say what was scanned";
        readings.Add(new FindingReading(new FindingProblem(FindingProblemKind.Incomplete, context.Origin, piece.Position, null, What)
        {
            NeedsArtifact = true,
        }));
    }

    private void Take(in JsonPiece piece, ScanDocument scan)
    {
        var artifact = context.Artifact;
        foreach (var finding in scan.Findings)
        {
            if (!CleanText.IsBlank(finding.VulnerabilityId ?? "")) readings.Add(piece, finding);
            else readings.Report(FindingProblemKind.MissingArn, piece, artifact?.Reference, "a vulnerability without its id");
        }

        var kind = scan.IsScan ? FindingProblemKind.WrongShape : FindingProblemKind.UnknownDocument;
        foreach (var problem in scan.Problems) readings.Report(kind, piece, artifact?.Reference, problem);
        foreach (var oddity in scan.Oddities) readings.Notice(piece, isWarning: true, oddity);
        if (artifact?.IsNamedByPlace == true)
        {
            readings.Notice(
                piece, isWarning: true,
                $"'{artifact.Reference}' is another artefact in every folder: all that are scanned under this name are taken for one");
        }
    }
}
