using System.Text.Json;
using InspectorHub.Common;

namespace InspectorHub.Findings.Scan;

/// <summary>
/// Members of scan results, absent when they are missing or of another type: one odd member is no reason to lose a finding.
/// </summary>
internal static class ScanJson
{
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    public static string? Text(this JsonElement element, string name) => Text(element.Member(name));

    /// <summary>A text; null for what is none, such as one that is not UTF-8.</summary>
    public static string? Text(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? CleanText.Of(value.GetString()!) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static double? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var number) &&
        Math.Abs(number) <= double.MaxValue
            ? number
            : null;

    public static DateTimeOffset? Date(this JsonElement element, string name) => ToDate(element.Text(name));

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static ItemList<string>? Texts(this JsonElement element, string name) =>
        NotEmpty(element.Items(name).Select(Text));

    /// <summary>Weaknesses come as bare numbers.</summary>
    public static ItemList<string>? Cwes(this JsonElement element) =>
        NotEmpty(element.Items("cwes").Where(item => item.ValueKind == JsonValueKind.Number).Select(item => $"CWE-{item.GetRawText()}"));

    public static DateTimeOffset? ToDate(string? text) => Rfc3339.Read(text)?.ToUniversalTime();

    public static ItemList<string>? NotEmpty(IEnumerable<string?> texts)
    {
        var list = new ItemList<string>();
        foreach (var text in texts)
        {
            if (text is { Length: > 0 } && !list.Contains(text)) list.Add(text);
        }

        return list.Count > 0 ? list : null;
    }
}
