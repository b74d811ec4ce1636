using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace InspectorHub.Core.Tests.Translation;

/// <summary>
/// Documents that follow one of AWS's models, each text in them a marker of its own, each number and date another one. What a member
/// says can then be looked for in what was made of the document.
/// </summary>
internal sealed class Markers(string model)
{
    private readonly JsonElement shapes =
        JsonDocument.Parse(File.ReadAllText(Shared.Find("models", model))).RootElement.GetProperty("shapes");
    private int count;

    /// <summary>A structure with all its members.</summary>
    /// <param name="shape">Its name in the model.</param>
    /// <param name="without">Members, by their paths, that are left out.</param>
    /// <param name="fixedValues">Texts that have to be what they are, by their paths.</param>
    public JsonObject Structure(string shape, IReadOnlyCollection<string> without, IReadOnlyDictionary<string, string> fixedValues) =>
        (JsonObject)Build(shape, "", without, fixedValues)!;

    /// <summary>The values of a document and where they are, without the indexes of lists.</summary>
    public static IEnumerable<(string Path, JsonValue Value)> Leaves(JsonNode? node, string path = "")
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var member in members)
                {
                    foreach (var leaf in Leaves(member.Value, path.Length == 0 ? member.Key : $"{path}.{member.Key}")) yield return leaf;
                }

                break;
            case JsonArray items:
                foreach (var leaf in items.SelectMany(item => Leaves(item, $"{path}[]"))) yield return leaf;
                break;
            case JsonValue value:
                yield return (path, value);
                break;
        }
    }

    /// <summary>Another value of the same kind; null for a text that is a marker.</summary>
    public static JsonNode? Another(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.True or JsonValueKind.False => JsonValue.Create(!value.GetValue<bool>()),
        JsonValueKind.Number => JsonValue.Create(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) / 2),
        JsonValueKind.String when DateTimeOffset.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, out var date) =>
            JsonValue.Create(date.AddDays(-3).ToString("o", CultureInfo.InvariantCulture)),
        _ => null,
    };

    private JsonNode? Build(string name, string path, IReadOnlyCollection<string> without, IReadOnlyDictionary<string, string> fixedValues)
    {
        if (without.Contains(path)) return null;
        if (fixedValues.TryGetValue(path, out var given)) return JsonValue.Create(given);
        var shape = shapes.GetProperty(name);
        switch (shape.GetProperty("type").GetString())
        {
            case "structure":
                var members = new JsonObject();
                foreach (var member in shape.GetProperty("members").EnumerateObject())
                {
                    if (Build(member.Value.GetProperty("shape").GetString()!, path.Length == 0 ? member.Name
                        : $"{path}.{member.Name}", without, fixedValues) is { } value) members[member.Name] = value;
                }

                return members;
            case "list":
                return new JsonArray(
                    Build(shape.GetProperty("member").GetProperty("shape").GetString()!, $"{path}[]", without, fixedValues));
            case "map":
                return new JsonObject { [Marker()] = Marker() };
            case "string" when shape.TryGetProperty("enum", out var values):
                return JsonValue.Create(values[0].GetString());
            case "string":
                return JsonValue.Create(Marker());
            case "timestamp":
                return JsonValue.Create(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(++count)
                    .ToString("o", CultureInfo.InvariantCulture));
            case "boolean":
                return JsonValue.Create(true);
            case "double":
                return JsonValue.Create(5.5);
            default:
                return JsonValue.Create((long)(count += 2) & ~1L);
        }
    }

    private string Marker() => string.Create(CultureInfo.InvariantCulture, $"mark{++count:000}x");
}
