using System.Text.Json.Serialization;
using InspectorHub.Common;
using InspectorHub.Json;

namespace InspectorHub.Findings;

/// <summary>A finding as an Amazon Inspector product reports it; one subclass per product.</summary>
public abstract class InspectorFinding
{
    private string? origin;
    private JsonPosition? position;
    private ItemList<string>? oddities;

    /// <summary>What names the finding at its source: its ARN, or artefact and vulnerability for a scan.</summary>
    [JsonIgnore]
    public abstract string? FindingId { get; }

    /// <summary>Where it was read, for messages: a file with position, a page of the API.</summary>
    [JsonIgnore]
    public string? Origin
    {
        get => position is { } read ? $"{origin}, {read.Place}" : origin;
        set => (origin, position) = (value, null);
    }

    /// <summary>What was odd about it and could be done without.</summary>
    [JsonIgnore]
    public ItemList<string> Oddities
    {
        get => oddities ??= [];
        internal set => oddities = value;
    }

    /// <summary>The same, put into words only when it is asked for: few findings are.</summary>
    internal void ReadAt(string source, JsonPosition place) => (origin, position) = (source, place);

    /// <inheritdoc/>
    public override string ToString() => FindingId ?? "";
}
