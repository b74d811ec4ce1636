using System.Text.Json;

namespace InspectorHub.Findings.Scan;

/// <summary>
/// The lists and objects of a document. One that is something else is a problem, never an empty one: a scan with a broken part is not
/// clean.
/// </summary>
internal sealed class ScanParts
{
    public List<string> Problems { get; } = [];

    /// <summary>The object itself; an absent one for what is none.</summary>
    public JsonElement Object(JsonElement part, string path)
    {
        if (part.ValueKind == JsonValueKind.Object) return part;
        if (part.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)) Report(part, path, "an object");
        return default;
    }

    /// <summary>A member that is an object, or absent.</summary>
    public JsonElement Object(JsonElement parent, string name, string path) => Object(parent.Member(name), $"{path}{name}");

    /// <summary>The objects of a member that is a list, or absent.</summary>
    public IEnumerable<JsonElement> Objects(JsonElement parent, string name, string path = "")
    {
        var list = parent.Member(name);
        if (list.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return [];
        if (list.ValueKind != JsonValueKind.Array)
        {
            Report(list, $"{path}{name}", "a list");
            return [];
        }

        var items = list.EnumerateArray().Select((item, index) => Object(item, $"{path}{name}[{index}]"));
        return [.. items.Where(item => item.ValueKind == JsonValueKind.Object)];
    }

    private void Report(JsonElement part, string path, string expected) =>
        Problems.Add($"{path} is {Kind(part.ValueKind)}, {expected} is expected");

    private static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };
}
