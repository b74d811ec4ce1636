using System.Text.Json.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>Severity by the provider.</summary>
public sealed class AsffFindingProviderSeverity : Severity
{
    /// <summary>The product's own value.</summary>
    public string? Original { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    /// <summary>The severity of a label, in any case.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static new AsffFindingProviderSeverity Parse(string text) => new() { Label = AsffSeverity.Parse(text).Label };
}
