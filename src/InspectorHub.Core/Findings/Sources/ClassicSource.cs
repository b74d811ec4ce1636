using InspectorHub.Findings.Classic;
using InspectorHub.Json;

namespace InspectorHub.Findings.Sources;

/// <summary>Replies of DescribeFindings.</summary>
internal sealed class ClassicSource(ReadingQueue readings) : IFindingSource
{
    /// <inheritdoc/>
    public void Take(in JsonPiece piece, in FindingShape shape)
    {
        if (shape.Id is null) readings.Report(FindingProblemKind.MissingArn, piece, null, "a finding without its arn");
        else readings.Add(piece, ClassicJson.Finding.Read(piece.Json)!);
    }
}
