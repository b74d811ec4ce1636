using InspectorHub.Findings.Inspector2;
using InspectorHub.Json;

namespace InspectorHub.Findings.Sources;

/// <summary>Events of EventBridge.</summary>
internal sealed class EventSource(SourceContext context, ReadingQueue readings, EnvelopeSource envelopes) : IFindingSource
{
    /// <inheritdoc/>
    public void Take(in JsonPiece piece, in FindingShape shape)
    {
        var type = shape.EventType;
        if (Inspector2Event.IsOfFinding(type))
        {
            if (Inspector2Json.Event.Read(piece.Json)?.Detail is { FindingArn.Length: > 0 } detail) readings.Add(piece, detail);
            else readings.Report(FindingProblemKind.MissingArn, piece, null, "an event whose finding has no findingArn");
        }
        else if (context.TakesOcsf && type == Inspector2Event.OcsfType)
        {
            envelopes.TakeWithin(piece, "detail");
        }
        else if (Inspector2Event.IsOfInspector(type))
        {
            readings.Notice(piece, isWarning: false, $"an event of type '{type}', which has no finding, is passed over");
        }
        else
        {
            readings.Report(FindingProblemKind.UnknownDocument, piece, null, Inspector2Event.IsOfSecurityHub(type)
                ? $"an event of type '{type}', which tells of a finding that Security Hub holds already; '{Inspector2Event.Type}' is " +
                    "expected"
                : $"an event of type '{type}'; '{Inspector2Event.Type}' is expected");
        }
    }
}
