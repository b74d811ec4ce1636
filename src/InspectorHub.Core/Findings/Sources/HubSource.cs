using InspectorHub.Json;

namespace InspectorHub.Findings.Sources;

/// <summary>Findings in the formats that Security Hub itself has: given on as they are.</summary>
internal sealed class HubSource(SourceContext context, ReadingQueue readings) : IFindingSource
{
    /// <inheritdoc/>
    public void Take(in JsonPiece piece, in FindingShape shape)
    {
        if (shape.Kind == FindingShapeKind.Asff)
            readings.Add(new FindingReading(piece.Json.ToArray(), $"{context.Origin}, {piece.Position.Place}"));
        else if (context.TakesOcsf) readings.Add(FindingReading.OfOcsf(piece.Json.ToArray()));
        else
        {
            readings.Report(
                FindingProblemKind.UnknownDocument, piece, null,
                "a finding in OCSF, which Security Hub holds already; one of Amazon Inspector is expected");
        }
    }
}
