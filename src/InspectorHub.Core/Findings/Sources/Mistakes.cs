using System.Text;
using System.Text.Json;
using InspectorHub.Json;

namespace InspectorHub.Findings.Sources;

/// <summary>Objects that cannot be read as what they seem to be: a finding is read without what is odd in it, if it can be.</summary>
internal sealed class Mistakes(ReadingQueue readings)
{
    /// <summary>
    /// Whether a text is at fault: one that is not UTF-8, half a character, a date beyond the calendar. .NET has a name of its own for
    /// each.
    /// </summary>
    public static bool IsMistake(Exception failure) =>
        failure is JsonException or InvalidOperationException or FormatException or ArgumentException;

    /// <summary>Takes an object. Either its text is not JSON or UTF-8, or a member is not of its type.</summary>
    public void Take(in JsonPiece piece, Exception failure)
    {
        var wrongPath = (failure as JsonException)?.Path;
        var member = wrongPath ?? "it";
        if (failure.GetBaseException() is DecoderFallbackException)
        {
            readings.Report(FindingProblemKind.Malformed, piece, null, $"{member} is not UTF-8");
            return;
        }

        try
        {
            var shape = FindingShape.Of(piece.Json);
            var odd = wrongPath is { } path ? OddMember.Find(piece.Json, path) : null;
            if (odd?.ReadRest(shape.Kind) is { } finding) readings.Add(piece, finding);
            else readings.Report(FindingProblemKind.WrongShape, piece, shape.Id, odd is null
                ? $"{member} has a value of another type than Inspector's" : odd.ToString());
        }
        catch (JsonException)
        {
            readings.Report(FindingProblemKind.Malformed, piece, null, $"{member} is not JSON");
        }
        catch (Exception odd) when (IsMistake(odd))
        {
            readings.Report(FindingProblemKind.Malformed, piece, null, $"{member} has a text with half a character, or one member twice");
        }
    }
}
