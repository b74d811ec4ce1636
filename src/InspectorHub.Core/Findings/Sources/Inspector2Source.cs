using InspectorHub.Findings.Inspector2;
using InspectorHub.Json;

namespace InspectorHub.Findings.Sources;

/// <summary>Replies of ListFindings and BatchGetFindingDetails, reports, and what ECR gives of them.</summary>
internal sealed class Inspector2Source(SourceContext context, ReadingQueue readings) : IFindingSource
{
    /// <inheritdoc/>
    public void Take(in JsonPiece piece, in FindingShape shape)
    {
        if (shape.Kind == FindingShapeKind.Details) context.Details.Add(piece.Json);
        else if (shape.Id is null) readings.Report(FindingProblemKind.MissingArn, piece, null, "a finding without its findingArn");
        else readings.Add(piece, Inspector2Json.Finding.Read(piece.Json)!);
    }
}
