using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Json;

namespace InspectorHub.Findings.Sources;

/// <summary>What was read and not yet taken, in its order.</summary>
internal sealed class ReadingQueue(SourceContext context)
{
    // Of mistakes alike so many are told one by one, then their number: a source may have a million of them.
    private const int ToldAlike = 100;

    private readonly Queue<FindingReading> readings = new();
    private readonly Dictionary<FindingProblemKind, int> mistakes = [];

    /// <summary>Whether nothing is to be taken.</summary>
    public bool IsEmpty => readings.Count == 0;

    /// <summary>Takes the next.</summary>
    public FindingReading Dequeue() => readings.Dequeue();

    /// <summary>Adds one as it is.</summary>
    public void Add(in FindingReading reading) => readings.Enqueue(reading);

    /// <summary>Adds a finding, with what is known of it beside its text.</summary>
    public void Add(in JsonPiece piece, InspectorFinding finding)
    {
        finding.ReadAt(context.Origin, piece.Position);
        if (finding is Inspector2Finding inspector2) context.Details.GiveTo(inspector2);
        if (finding is CisFinding result)
        {
            context.CisScans.Complete(result);
            result.ScanDate ??= context.ScannedAt;
        }

        readings.Enqueue(new FindingReading(finding));
    }

    /// <summary>Adds a word.</summary>
    public void Notice(in JsonPiece piece, bool isWarning, string what) =>
        readings.Enqueue(new FindingReading(new FindingNotice(isWarning, context.Origin, piece.Position, what)));

    /// <summary>Adds a problem, unless there were enough like it.</summary>
    public void Report(FindingProblemKind kind, in JsonPiece piece, string? id, string what)
    {
        if (kind is not (FindingProblemKind.NotDescribed or FindingProblemKind.Incomplete))
        {
            mistakes[kind] = (mistakes.TryGetValue(kind, out var before) ? before : 0) + 1;
            if (mistakes[kind] > ToldAlike) return;
        }

        var problem = new FindingProblem(kind, context.Origin, piece.Position, id, what);
        readings.Enqueue(piece.Kind == JsonPieceKind.Element
            ? new FindingReading(problem, piece.Json.ToArray())
            : new FindingReading(problem));
    }

    /// <summary>Says once how many problems were not told.</summary>
    public void ReportMistakesLeft()
    {
        foreach (var mistake in mistakes.Where(mistake => mistake.Value > ToldAlike))
        {
            var what = $"{mistake.Value - ToldAlike} more mistakes like these";
            readings.Enqueue(new FindingReading(new FindingProblem(mistake.Key, context.Origin, null, null, what)));
        }

        mistakes.Clear();
    }
}
