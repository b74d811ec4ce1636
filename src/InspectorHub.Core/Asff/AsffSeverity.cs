using System.Text.Json.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>How bad a finding is. A text becomes one, and it compares by rank: <see cref="Severity"/>.</summary>
public sealed class AsffSeverity : Severity
{
    private static readonly string[] Labels = ["INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"];

    /// <summary>A severity without anything.</summary>
    public AsffSeverity()
    {
    }

    /// <summary>What another product calls it, where the format has that label.</summary>
    /// <exception cref="FormatException">The format has no such label.</exception>
    public AsffSeverity(Severity severity)
    {
        Label = Known(severity.ToString(), Labels);
        Normalized = NormalizedOf(Label);
    }

    /// <summary>0 to 100: 0, 1, 40, 70 and 90 are where the labels begin.</summary>
    public int? Normalized { get; set; }

    /// <summary>The product's own value.</summary>
    public string? Original { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    private protected override string Word => Label ?? (Normalized is { } normalized ? LabelOf(normalized) : Original ?? "");

    /// <summary>A severity of a label and where it begins on the normalized scale.</summary>
    public static AsffSeverity Of(string label, string? original = null) =>
        new() { Label = label, Normalized = NormalizedOf(label), Original = original };

    /// <summary>The severity of a label, in any case.</summary>
    /// <exception cref="FormatException">It is no label of the format.</exception>
    public static new AsffSeverity Parse(string text) => Of(Known(text, Labels));

    /// <summary>
    /// Where a label begins on the normalized scale; null for what is no label. Source: Security Hub API, <c>Severity</c>.
    /// </summary>
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
}
