using InspectorHub.Json;

namespace InspectorHub.Findings.Sources;

/// <summary>Takes the JSON objects of one source: a product's API, its events, the result of a scan.</summary>
internal interface IFindingSource
{
    /// <summary>Takes an object; what comes of it is among the readings.</summary>
    void Take(in JsonPiece piece, in FindingShape shape);
}
