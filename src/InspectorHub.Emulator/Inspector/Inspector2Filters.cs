using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Inspector;

/// <summary>
/// Reads the filterCriteria of ListFindings, which are as the model has them. Source: Inspector2 API, StringFilter, DateFilter,
/// NumberFilter, MapFilter, PortRangeFilter, PackageFilter.
/// </summary>
internal static class Inspector2Filters
{
    /// <exception cref="ServiceError">400: an unknown attribute.</exception>
    public static IReadOnlyList<AttributeFilter> Read(JsonElement? criteria)
    {
        List<AttributeFilter> filters = [];
        if (criteria is not { } given) return filters;
        foreach (var member in given.EnumerateObject())
        {
            if (!Inspector2Attributes.All.TryGetValue(member.Name, out var attribute))
                throw Invalid($"filterCriteria.{member.Name} is not known");
            if (member.Value.ValueKind == JsonValueKind.Null) continue;
            filters.Add(
                new AttributeFilter(attribute.Path, [.. member.Value.EnumerateArray().Select(filter => Read(attribute.Kind, filter))]));
        }

        return filters;
    }

    public static ServiceError Invalid(string problem) => new(400, "ValidationException", $"1 validation error detected: {problem}");

    /// <summary>A list of text filters.</summary>
    public static AttributeFilter OfTexts(string path, JsonElement filters) => new(path, [.. filters.EnumerateArray().Select(Text)]);

    /// <summary>A list of filters of one kind over values that stand in one of several places.</summary>
    public static Func<JsonElement, bool> Of(FilterKind kind, string[] paths, JsonElement filters)
    {
        var conditions = filters.EnumerateArray().Select(filter => Read(kind, filter)).ToList();
        AttributeFilter[] Over(bool isNegative) =>
            conditions.Exists(condition => condition.IsNegative == isNegative)
                ? [.. paths.Select(path => new AttributeFilter(path, conditions.FindAll(condition => condition.IsNegative == isNegative)))]
                : [];
        var (wanted, excluded) = (Over(isNegative: false), Over(isNegative: true));
        return finding => (wanted.Length == 0 || Array.Exists(wanted, filter => filter.Matches(finding)))
            && Array.TrueForAll(excluded, filter => filter.Matches(finding));
    }

    private static Condition Read(FilterKind kind, JsonElement filter) => kind switch
    {
        FilterKind.Text => Text(filter),
        FilterKind.Map => Map(filter),
        FilterKind.Date => Range(filter, "startInclusive", "endInclusive"),
        FilterKind.Number => Range(filter, "lowerInclusive", "upperInclusive"),
        FilterKind.PortRange => PortRange(filter),
        _ => Package(filter),
    };

    private static Condition Text(JsonElement filter)
    {
        var value = filter.GetProperty("value").GetString()!;
        return filter.GetProperty("comparison").GetString() switch
        {
            "EQUALS" => new Condition(IsNegative: false, found => found.ValueKind == JsonValueKind.String && found.GetString() == value),
            "PREFIX" => new Condition(
                IsNegative: false, found =>
                    found.ValueKind == JsonValueKind.String && found.GetString()!.StartsWith(value, StringComparison.Ordinal)),
            _ => new Condition(IsNegative: true, found => found.ValueKind != JsonValueKind.String || found.GetString() != value),
        };
    }

    private static Condition Map(JsonElement filter)
    {
        var key = filter.GetProperty("key").GetString()!;
        var value = filter.TryGetProperty("value", out var given) ? given.GetString() : null;
        return new Condition(IsNegative: false, map =>
            map.ValueKind == JsonValueKind.Object
                && map.TryGetProperty(key, out var found)
                && (value is null || found.GetString() == value));
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

    // The filter's architecture is the package's arch; all else has one name.
    private static Condition Package(JsonElement filter)
    {
        var parts = filter.EnumerateObject().Where(part => part.Value.ValueKind != JsonValueKind.Null).Select(part => new AttributeFilter(
            part.Name == "architecture" ? "arch" : part.Name,
            [part.Name == "epoch" ? Range(part.Value, "lowerInclusive", "upperInclusive") : Text(part.Value)])).ToList();
        return new Condition(IsNegative: false, package => parts.TrueForAll(part => part.Matches(package)));
    }

    private static double? Bound(JsonElement filter, string name) =>
        filter.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
