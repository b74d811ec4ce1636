using System.Text.Json;
using InspectorHub.Emulator.Services;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Emulator.Inspector.Cis;

/// <summary>
/// The filterCriteria of one of the CIS lists, and how an item is found by them. That they are well-formed has been seen to before.
/// Source: Inspector2 API 2020-06-08, <c>CisStringFilter</c>, <c>CisDateFilter</c>, <c>CisNumberFilter</c>, <c>TagFilter</c>.
/// </summary>
internal sealed class CisCriteria<T>
{
    private readonly Dictionary<string, Func<JsonElement, (bool IsNegative, Func<T, bool> Holds)>> known = new(StringComparer.Ordinal);

    /// <summary>Texts of an item, one of which must match.</summary>
    public CisCriteria<T> Text(string name, Func<T, IEnumerable<string?>> values) => Add(name, filter =>
    {
        var value = filter.GetProperty("value").GetString()!;
        return filter.GetProperty("comparison").GetString() switch
        {
            "PREFIX" => (false, item => values(item).Any(found => found?.StartsWith(value, StringComparison.Ordinal) == true)),
            "NOT_EQUALS" => (true, item => !values(item).Contains(value)),
            _ => (false, item => values(item).Contains(value)),
        };
    });

    /// <summary>A text of which an item has one.</summary>
    public CisCriteria<T> Text(string name, Func<T, string?> value) => Text(name, item => (IEnumerable<string?>)[value(item)]);

    /// <summary>A number within bounds, both included; either may be absent.</summary>
    public CisCriteria<T> Number(string name, Func<T, int?> value) => Range(name, "lowerInclusive", "upperInclusive", item => value(item));

    /// <summary>A date within bounds, in seconds since 1970, both included; either may be absent.</summary>
    public CisCriteria<T> Date(string name, Func<T, DateTimeOffset?> value) =>
        Range(name, "earliestScanStartTime", "latestScanStartTime", item => value(item)?.ToUnixTimeMilliseconds() / 1000.0);

    /// <summary>A tag with its value.</summary>
    public CisCriteria<T> Tag(string name, Func<T, IEnumerable<CisTags?>> tags) => Add(name, filter =>
    {
        var (key, value) = (filter.GetProperty("key").GetString()!, filter.GetProperty("value").GetString()!);
        return (false, item => tags(item).Any(map => map is not null && map.TryGetValue(key, out var values) && values.Contains(value)));
    });

    /// <summary>Reads what is asked; nothing wants everything.</summary>
    public Func<T, bool> Read(ServiceCall call)
    {
        if (!call.Input.TryGetProperty("filterCriteria", out var criteria) || criteria.ValueKind != JsonValueKind.Object) return _ => true;
        var filters = criteria.EnumerateObject().Where(member => known.ContainsKey(member.Name)).Select(ReadMember).ToList();
        return item => filters.TrueForAll(filter => filter(item));
    }

    private CisCriteria<T> Range(string name, string lower, string upper, Func<T, double?> value) => Add(name, filter =>
    {
        var (from, to) = (Bound(filter, lower), Bound(filter, upper));
        return (false, item => value(item) is { } number && !(number < from) && !(number > to));
    });

    private CisCriteria<T> Add(string name, Func<JsonElement, (bool IsNegative, Func<T, bool> Holds)> read)
    {
        known.Add(name, read);
        return this;
    }

    // All that exclude have to hold, and one of the others.
    private Func<T, bool> ReadMember(JsonProperty member)
    {
        var conditions = member.Value.EnumerateArray().Select(known[member.Name]).ToLookup(one => one.IsNegative, one => one.Holds);
        var (excluding, including) = (conditions[true].ToList(), conditions[false].ToList());
        return item => excluding.TrueForAll(holds => holds(item)) && (including.Count == 0 || including.Exists(holds => holds(item)));
    }

    private static double? Bound(JsonElement filter, string name) =>
        filter.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
