using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectorHub.Asff;

/// <summary>How bad a finding is.</summary>
public sealed class AsffSeverity
{
    /// <summary>INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL.</summary>
    public string? Label { get; set; }

    /// <summary>0 to 100: 0, 1, 40, 70 and 90 are where the labels begin.</summary>
    public int? Normalized { get; set; }

    /// <summary>The product's own value.</summary>
    public string? Original { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unmodeled { get; set; }
}
