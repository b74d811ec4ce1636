using System.Text.Json;
using InspectorHub.Emulator.Filters;

namespace InspectorHub.Emulator.Inspector;

/// <summary>Reads the filterCriteria of ListFindings. Source: Inspector2 API, StringFilter, DateFilter, NumberFilter, MapFilter, PortRangeFilter, PackageFilter.</summary>
internal static class Inspector2Filters
{
    // Source: Inspector2 API, the lists of FilterCriteria.
    private const int MostValues = 10;

    /// <exception cref="ServiceError">400: an unknown attribute, a malformed filter, too many.</exception>
    public static IReadOnlyList<AttributeFilter> Read(JsonElement criteria)
    {
        List<AttributeFilter> filters = [];
        foreach (var member in criteria.EnumerateObject())
        {
            if (!Inspector2Attributes.All.TryGetValue(member.Name, out var attribute)) throw Invalid($"filterCriteria.{member.Name} is not known");
            if (member.Value.ValueKind != JsonValueKind.Array || member.Value.GetArrayLength() is < 1 or > MostValues) throw Invalid($"filterCriteria.{member.Name} must have 1 to {MostValues} filters");
            var conditions = member.Value.EnumerateArray().Select(filter => Read(attribute.Kind, member.Name, filter)).ToList();
            filters.Add(new AttributeFilter(attribute.Path, conditions));
        }

        return filters;
    }

    public static ServiceError Invalid(string problem) => new(400, "ValidationException", $"1 validation error detected: {problem}");

    private static Condition Read(FilterKind kind, string name, JsonElement filter) => kind switch
    {
        FilterKind.Text => Text(name, filter),
        FilterKind.Map => Map(name, filter),
        FilterKind.Date => Range(filter, "startInclusive", "endInclusive"),
        FilterKind.Number => Range(filter, "lowerInclusive", "upperInclusive"),
        FilterKind.PortRange => PortRange(filter),
        _ => Package(name, filter),
    };

    private static Condition Text(string name, JsonElement filter)
    {
        var value = Required(name, filter, "value");
        return Required(name, filter, "comparison") switch
        {
            "EQUALS" => new Condition(IsNegative: false, found => found.ValueKind == JsonValueKind.String && found.GetString() == value),
            "PREFIX" => new Condition(IsNegative: false, found => found.ValueKind == JsonValueKind.String && found.GetString()!.StartsWith(value, StringComparison.Ordinal)),
            "NOT_EQUALS" => new Condition(IsNegative: true, found => found.ValueKind != JsonValueKind.String || found.GetString() != value),
            var other => throw Invalid($"filterCriteria.{name}.comparison {other} is not one of EQUALS, PREFIX, NOT_EQUALS"),
        };
    }

    private static Condition Map(string name, JsonElement filter)
    {
        var key = Required(name, filter, "key");
        var value = filter.TryGetProperty("value", out var given) ? given.GetString() : null;
        if (Required(name, filter, "comparison") != "EQUALS") throw Invalid($"filterCriteria.{name}.comparison is not EQUALS");
        return new Condition(IsNegative: false, map =>
            map.ValueKind == JsonValueKind.Object && map.TryGetProperty(key, out var found) && (value is null || found.GetString() == value));
    }

    // Dates are seconds on the wire: both kinds are ranges of numbers.
    private static Condition Range(JsonElement filter, string lower, string upper)
    {
        var (from, to) = (Bound(filter, lower), Bound(filter, upper));
        return new Condition(IsNegative: false, found =>
            found.ValueKind == JsonValueKind.Number && found.GetDouble() is var number && !(number < from) && !(number > to));
    }

    private static Condition PortRange(JsonElement filter)
    {
        var (from, to) = (Bound(filter, "beginInclusive"), Bound(filter, "endInclusive"));
        return new Condition(IsNegative: false, range =>
            range.ValueKind == JsonValueKind.Object && !(Bound(range, "begin") < from) && !(Bound(range, "end") > to));
    }

    private static Condition Package(string name, JsonElement filter)
    {
        var parts = filter.EnumerateObject().Select(part => new AttributeFilter(
            part.Name,
            [part.Name == "epoch" ? Range(part.Value, "lowerInclusive", "upperInclusive") : Text($"{name}.{part.Name}", part.Value)])).ToList();
        return new Condition(IsNegative: false, package => parts.TrueForAll(part => part.Matches(package)));
    }

    private static double? Bound(JsonElement filter, string name) =>
        filter.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string Required(string name, JsonElement filter, string member) =>
        filter.ValueKind == JsonValueKind.Object && filter.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw Invalid($"filterCriteria.{name}.{member} must not be null");
}
