using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Common;
using InspectorHub.Findings;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Emulator.Inspector;

/// <summary>Findings in the form of the Inspector APIs: dates are seconds since 1970.</summary>
internal static class InspectorJson
{
    private static readonly FindingJsonContext Wire = NewWire();

    public static JsonElement Of(InspectorFinding finding) => finding switch
    {
        Inspector2Finding current => JsonSerializer.SerializeToElement(current, Wire.Inspector2Finding),
        ClassicFinding old => JsonSerializer.SerializeToElement(old, Wire.ClassicFinding),
        _ => throw new ArgumentException(
            $"A finding of Amazon Inspector or Inspector Classic with an ARN is expected, not {finding.GetType().Name} " +
            $"{finding.FindingId}.", nameof(finding)),
    };

    /// <summary>A finding as it was given, unknown members and all, with dates that are texts made numbers.</summary>
    public static JsonElement Normalized(JsonElement finding)
    {
        var node = JsonObject.Create(finding.Clone())!;
        MakeDatesNumbers(node);
        return ToElement(node);
    }

    public static JsonElement With(JsonElement finding, Action<JsonObject> change)
    {
        var node = JsonObject.Create(finding)!;
        change(node);
        return ToElement(node);
    }

    /// <summary>A date as the APIs write it.</summary>
    public static JsonNode Date(DateTimeOffset time) => JsonValue.Create(time.ToUnixTimeMilliseconds() / 1000m);

    private static JsonElement ToElement(JsonNode node) => JsonDocument.Parse(node.ToJsonString()).RootElement;

    private static void MakeDatesNumbers(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var name in members.Select(member => member.Key).ToList())
                {
                    if (members[name] is not { } value) continue;
                    if (value is JsonValue text && IsDate(name) && text.TryGetValue<string>(out var given)
                        && Rfc3339.Read(given) is { } time)
                        members[name] = Date(time);
                    else MakeDatesNumbers(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    if (item is not null) MakeDatesNumbers(item);
                }

                break;
        }
    }

    private static bool IsDate(string name) => name.EndsWith("At", StringComparison.Ordinal);

    private static FindingJsonContext NewWire()
    {
        var options = new JsonSerializerOptions(FindingJsonContext.Default.Options);
        options.Converters.Clear();
        options.Converters.Add(new EpochDateConverter());
        return new FindingJsonContext(options);
    }
}
