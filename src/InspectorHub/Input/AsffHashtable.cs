using System.Collections;
using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;

namespace InspectorHub.Input;

/// <summary>
/// A finding as nested hashtables, the form in which PowerShell binds it to the classes of AWS.Tools.SecurityHub
/// (<c>Import-SHUBFindingsBatch -Finding</c>). Maps are dictionaries of texts: PowerShell makes no such dictionary of a hashtable.
/// </summary>
internal static class AsffHashtable
{
    private static readonly HashSet<string> Maps = new(StringComparer.Ordinal) { "ProductFields", "UserDefinedFields", "Tags", "Other" };

    public static Hashtable From(AsffFinding finding)
    {
        using var document = JsonDocument.Parse(AsffJson.Serialize(finding));
        return From(document.RootElement);
    }

    private static Hashtable From(JsonElement element)
    {
        var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var member in element.EnumerateObject())
            table[member.Name] = Maps.Contains(member.Name) && member.Value.ValueKind == JsonValueKind.Object
                ? Map(member.Value)
                : Value(member.Value);
        return table;
    }

    private static Dictionary<string, string> Map(JsonElement element)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in element.EnumerateObject()) map[entry.Name] = entry.Value.ToString();
        return map;
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => From(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt32(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
