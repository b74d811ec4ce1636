using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectorHub.Asff;

/// <summary>Severity by the provider.</summary>
public sealed class AsffFindingProviderSeverity
{
    /// <summary>INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL.</summary>
    public string? Label { get; set; }

    /// <summary>The product's own value.</summary>
    public string? Original { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unmodeled { get; set; }
}
