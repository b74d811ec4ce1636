using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Findings;

/// <summary>
/// A member of a finding that has a value of another type than Inspector's. One that the finding can do without is taken out of it.
/// </summary>
/// <param name="Path">Where it is: <c>$.resources[0].details</c>.</param>
/// <param name="Value">What stands there, as JSON, at most 60 characters of it.</param>
/// <param name="Rest">The finding without it; null where it cannot do without.</param>
internal sealed record OddMember(string Path, string Value, byte[]? Rest)
{
    private const int ValueLength = 60;

    // What the APIs require, and every date that orders the versions of a finding: without them it would be another finding.
    private static readonly string[] Needed =
    [
        "findingarn", "awsaccountid", "type", "severity", "status", "resources", "firstobservedat", "lastobservedat", "updatedat",
        "arn", "serviceattributes", "createdat", "detail", "detail-type",
    ];

    /// <inheritdoc/>
    public override string ToString() => $"{Path} has the value {Value}, which is of another type than Inspector's";

    /// <summary>Looks up what a path names; null where there is nothing.</summary>
    public static OddMember? Find(ReadOnlySpan<byte> json, string path)
    {
        var root = JsonNode.Parse(json);
        JsonNode? parent = null, node = root;
        string? name = null;
        var index = -1;
        var steps = Steps(path);
        foreach (var step in steps)
        {
            (parent, name, index) = (node, null, -1);
            switch (node)
            {
                case JsonObject members:
                    // Last wins, as for the reader.
                    name = members.Select(member => member.Key).LastOrDefault(key => key.Equals(step, StringComparison.OrdinalIgnoreCase));
                    node = name is null ? null : members[name];
                    break;
                case JsonArray items when int.TryParse(step, out index) && index < items.Count:
                    node = items[index];
                    break;
                default:
                    return null;
            }

            if (node is null) return null;
        }

        if (parent is null) return null;
        var value = node!.ToJsonString();
        if (value.Length > ValueLength) value = value.Substring(0, ValueLength);
        if (!MayGo(steps)) return new OddMember(path, value, null);
        if (name is not null) ((JsonObject)parent).Remove(name);
        else ((JsonArray)parent).RemoveAt(index);
        return new OddMember(path, value, Encoding.UTF8.GetBytes(root!.ToJsonString()));
    }

    /// <summary>
    /// Reads the finding without it, and without whatever else in it is odd; null where it cannot do without. What was left out is in
    /// <see cref="InspectorFinding.Oddities"/>.
    /// </summary>
    public InspectorFinding? ReadRest(FindingShapeKind kind)
    {
        var oddities = new List<string>();
        for (var odd = this; odd?.Rest is { } rest;)
        {
            oddities.Add($"{odd}; it is left out.");
            try
            {
                InspectorFinding? finding = kind switch
                {
                    FindingShapeKind.Inspector2 => Inspector2Json.Finding.Read(rest),
                    FindingShapeKind.Classic => ClassicJson.Finding.Read(rest),
                    FindingShapeKind.Event => Inspector2Json.Event.Read(rest)?.Detail,
                    _ => null,
                };
                if (finding?.FindingId is not { Length: > 0 }) return null;
                finding.Oddities = [.. oddities];
                return finding;
            }
            catch (JsonException failure)
            {
                odd = failure.Path is { } path ? Find(rest, path) : null;
            }
        }

        return null;
    }

    private static bool MayGo(List<string> steps)
    {
        var first = steps.Count > 1 && steps[0].Equals("detail", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        // What lies deeper is no longer the finding itself.
        return steps.Count > first + 1 || !Needed.Contains(steps[steps.Count - 1], StringComparer.OrdinalIgnoreCase);
    }

    // $.detail.resources[0].details
    private static List<string> Steps(string path) =>
        [.. path.TrimStart('$').Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries)];
}
