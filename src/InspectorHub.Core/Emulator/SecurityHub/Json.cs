using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>Findings as JSON that can be changed.</summary>
internal static class Json
{
    // The rest of a finding is passed on as it is, which is several times quicker than taking it apart.
    private static readonly HashSet<string> Changed = ["ProductFields", "FindingProviderFields", "Severity", "Workflow", "Note", "UserDefinedFields"];

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>An object with the members of another; of a name that comes twice the last counts, as in most parsers.</summary>
    public static JsonObject Object(JsonElement element)
    {
        var result = new JsonObject();
        foreach (var member in element.EnumerateObject())
        {
            result[member.Name] = member.Value.ValueKind switch
            {
                JsonValueKind.Object when Changed.Contains(member.Name) => Object(member.Value),
                JsonValueKind.Object => JsonObject.Create(member.Value),
                JsonValueKind.Array => JsonArray.Create(member.Value),
                JsonValueKind.Null => null,
                _ => JsonValue.Create(member.Value),
            };
        }

        return result;
    }

    public static byte[] Bytes(JsonObject finding)
    {
        using var buffer = new MemoryStream(4096);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed)) finding.WriteTo(writer);
        return buffer.ToArray();
    }

    /// <summary>A member that is an object, ready to be changed; a new one where there is none.</summary>
    public static JsonObject Child(this JsonObject parent, string name)
    {
        if (parent[name] is JsonObject child) return child;
        child = [];
        parent[name] = child;
        return child;
    }

    /// <summary>Takes a member from another object, or removes it when it is not there.</summary>
    public static void Take(this JsonObject target, string name, JsonObject source)
    {
        if (source[name] is { } value) target[name] = value.DeepClone();
        else target.Remove(name);
    }
}
