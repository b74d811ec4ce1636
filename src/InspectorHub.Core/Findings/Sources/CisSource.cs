using InspectorHub.Findings.Cis;
using InspectorHub.Json;

namespace InspectorHub.Findings.Sources;

/// <summary>Replies of the calls that give CIS scans, their instances and their results.</summary>
internal sealed class CisSource(SourceContext context, ReadingQueue readings) : IFindingSource
{
    private bool totalsReported;

    /// <inheritdoc/>
    public void Take(in JsonPiece piece, in FindingShape shape)
    {
        switch (shape.Kind)
        {
            case FindingShapeKind.CisScan:
                context.CisScans.Add(CisJson.Scan.Read(piece.Json)!);
                break;
            case FindingShapeKind.CisTarget:
                context.CisScans.Add(CisJson.Target.Read(piece.Json)!);
                break;
            case FindingShapeKind.CisTotals:
                ReportTotals(piece);
                break;
            default:
                if (CisJson.Finding.Read(piece.Json) is { CheckId.Length: > 0 } result) readings.Add(piece, result);
                else readings.Report(FindingProblemKind.MissingArn, piece, shape.Id, "a result of a CIS scan without its checkId");
                break;
        }
    }

    private void ReportTotals(in JsonPiece piece)
    {
        if (totalsReported) return;
        totalsReported = true;
        readings.Report(
            FindingProblemKind.Incomplete, piece, null,
            "totals of a CIS scan, not its results; GetCisScanResultDetails gives those");
    }
}
