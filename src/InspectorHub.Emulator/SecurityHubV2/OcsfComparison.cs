using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.SecurityHub.Search;

namespace InspectorHub.Emulator.SecurityHubV2;

/// <summary>Conditions on texts, and on maps as OCSF has them: lists of objects with a name and a value.</summary>
internal static class OcsfComparison
{
    private const string Usual = "EQUALS";

    public static Condition Text(string field, JsonElement filter)
    {
        var comparison = Optional(filter, "Comparison") ?? Usual;
        var value = Required(field, filter, "Value");
        var isNegative = IsNegative(comparison);
        return new Condition(isNegative, found =>
            found.ValueKind == JsonValueKind.String && Holds(comparison, found.GetString()!, value) != isNegative);
    }

    // Told of one entry of the map at a time. An entry of another key says nothing: it neither fulfils a condition nor breaks it.
    public static Condition Map(string field, JsonElement filter)
    {
        var comparison = Optional(filter, "Comparison") ?? Usual;
        var key = Required(field, filter, "Key");
        var value = Required(field, filter, "Value");
        var isNegative = IsNegative(comparison);
        return new Condition(isNegative, entry => Optional(entry, "name") == key
            ? Holds(comparison, Optional(entry, "value") ?? "", value) != isNegative
            : isNegative);
    }

    private static bool IsNegative(string comparison) => comparison.Contains("NOT_");

    private static bool Holds(string comparison, string found, string value) => comparison switch
    {
        "PREFIX" or "PREFIX_NOT_EQUALS" => found.StartsWith(value, StringComparison.Ordinal),
        "CONTAINS" or "NOT_CONTAINS" => found.Contains(value),
        "CONTAINS_WORD" => Words.Contain(found, value),
        _ => found == value,
    };

    private static string? Optional(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Required(string field, JsonElement filter, string member) =>
        Optional(filter, member) ?? throw FilterReader.Invalid(field, $"should have required property '{member}'");
}
