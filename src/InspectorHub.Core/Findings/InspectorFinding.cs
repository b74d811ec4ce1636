using System.Text.Json.Serialization;

namespace InspectorHub.Findings;

/// <summary>A finding as an Amazon Inspector product reports it; one subclass per product.</summary>
public abstract class InspectorFinding
{
    /// <summary>What names the finding at its source: its ARN, or artefact and vulnerability for a scan.</summary>
    [JsonIgnore]
    public abstract string? FindingId { get; }

    /// <summary>Where it was read, for messages: a file with position, a page of the API.</summary>
    [JsonIgnore]
    public string? Origin { get; set; }
}
