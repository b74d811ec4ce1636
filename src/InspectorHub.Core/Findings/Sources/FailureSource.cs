using System.Text;
using System.Text.Json;
using InspectorHub.Json;

namespace InspectorHub.Findings.Sources;

/// <summary>What Inspector itself could not give: beside findings in a reply, or alone in it.</summary>
internal sealed class FailureSource(ReadingQueue readings) : IFindingSource
{
    /// <inheritdoc/>
    public void Take(in JsonPiece piece, in FindingShape shape)
    {
        using var document = JsonDocument.Parse(piece.Json.ToArray());
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Name.Equals(FindingFailures.FailedItems, StringComparison.OrdinalIgnoreCase))
                Take(piece, FindingFailures.FailedItems, Encoding.UTF8.GetBytes(member.Value.GetRawText()));
        }
    }

    /// <summary>Takes the member of a reply that lists them.</summary>
    public void Take(in JsonPiece piece, string member, ReadOnlySpan<byte> json)
    {
        try
        {
            foreach (var (id, what, isFailure) in FindingFailures.Read(member, json))
            {
                if (isFailure) readings.Report(FindingProblemKind.NotDescribed, piece, id, what);
                else readings.Notice(piece, isWarning: false, $"{id}: {what}");
            }
        }
        catch (Exception failure) when (Mistakes.IsMistake(failure))
        {
            readings.Report(FindingProblemKind.WrongShape, piece, null, $"{member} is not of the shape that Inspector gives it");
        }
    }
}
