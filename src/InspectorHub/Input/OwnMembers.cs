using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Asff;

namespace InspectorHub.Input;

/// <summary>
/// Findings of this module that have been objects of PowerShell's own on their way (remoting, jobs, Clixml, ConvertTo-Json) come with
/// members that the objects have and the format has not. They are no part of the finding.
/// </summary>
internal static class OwnMembers
{
    private const string Unmodeled = nameof(AsffFinding.Unmodeled);

    private static readonly string[] OfFindings =
    [
        nameof(AsffFinding.Cuts), nameof(AsffFinding.Warnings), "AccountId", "ResourceId", "ResourceType", "VulnerabilityId", "Package",
        "FixedInVersion", "Exploit", "Epss",
    ];

    // An object of ours has this member, whatever it holds; a document of AWS has not.
    private static readonly byte[] Sign = System.Text.Encoding.UTF8.GetBytes($"\"{nameof(AsffFinding.Cuts)}\"");

    /// <summary>The finding without them; what has none is given back as it is.</summary>
    public static byte[] Remove(byte[] asff)
    {
        if (asff.AsSpan().IndexOf(Sign) < 0 || JsonNode.Parse(asff) is not JsonObject finding) return asff;
        foreach (var member in OfFindings) finding.Remove(member);
        Clean(finding);
        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(finding);
    }

    private static void Clean(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) Clean(item);
        }
        else if (node is JsonObject parent)
        {
            Restore(parent);
            foreach (var member in parent.ToList())
            {
                // The objects have maps where the finding has none.
                if (member.Value is null or JsonObject { Count: 0 }) parent.Remove(member.Key);
                else Clean(member.Value);
            }
        }
    }

    // Remoting makes a text of each, which is JSON but for texts and flags; ConvertTo-Json leaves nothing of them but their kind.
    private static void Restore(JsonObject parent)
    {
        if (!parent.TryGetPropertyValue(Unmodeled, out var unmodeled)) return;
        parent.Remove(Unmodeled);
        if (unmodeled is not JsonObject members) return;
        foreach (var member in members)
        {
            if (member.Value is JsonValue value && value.TryGetValue<string>(out var text)) parent[member.Key] = Parse(text);
        }
    }

    private static JsonNode? Parse(string text)
    {
        if (bool.TryParse(text, out var flag)) return flag;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
