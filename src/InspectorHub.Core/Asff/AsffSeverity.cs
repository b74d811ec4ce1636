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

    /// <summary>A severity of a label and where it begins on the normalized scale.</summary>
    public static AsffSeverity Of(string label, string? original = null) =>
        new() { Label = label, Normalized = NormalizedOf(label), Original = original };

    /// <summary>Where a label begins on the normalized scale; null for what is no label. Source: Security Hub API, <c>Severity</c>.</summary>
    public static int? NormalizedOf(string? label) => label switch
    {
        "INFORMATIONAL" => 0,
        "LOW" => 1,
        "MEDIUM" => 40,
        "HIGH" => 70,
        "CRITICAL" => 90,
        _ => null,
    };

    /// <summary>The label of a place on the normalized scale, 0 to 100.</summary>
    public static string LabelOf(int normalized) => normalized switch
    {
        <= 0 => "INFORMATIONAL",
        < 40 => "LOW",
        < 70 => "MEDIUM",
        < 90 => "HIGH",
        _ => "CRITICAL",
    };

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unmodeled { get; set; }
}
