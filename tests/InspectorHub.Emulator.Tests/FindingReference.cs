using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.SecurityHub.Search;

namespace InspectorHub.Emulator.Tests;

/// <summary>
/// Filters and orders of GetFindings, told by the words of the API reference over whole documents, however long that takes.
/// </summary>
internal static class FindingReference
{
    public static bool Matches(JsonElement finding, JsonElement filters) =>
        filters.EnumerateObject().All(attribute =>
            Matches(finding, FindingAttributes.All[attribute.Name], [.. attribute.Value.EnumerateArray()]));

    /// <summary>What a finding is sorted by; null where it has nothing there.</summary>
    public static IComparable? Key(JsonElement finding, string path, bool isTime)
    {
        var found = At(finding, path).Where(value => value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object)).ToList();
        if (found.Count == 0) return null;
        return isTime ? Time(found[0].GetString()!)
            : found[0].ValueKind == JsonValueKind.Number ? found[0].GetDouble()
            // In the order of code points, which UTF-16 does not have.
            : Convert.ToHexString(Encoding.UTF8.GetBytes(found[0].ToString()));
    }

    private static bool Matches(JsonElement finding, FilterAttribute attribute, List<JsonElement> filters)
    {
        var values = At(finding, attribute.Path).ToList();
        var excluding = filters.FindAll(filter => Comparison(filter).Contains("NOT_EQUALS", StringComparison.Ordinal));
        var wanted = filters.Except(excluding).ToList();
        return (wanted.Count == 0 || wanted.Exists(filter => values.Exists(value => Holds(attribute.Kind, filter, value))))
            && excluding.TrueForAll(filter => values.TrueForAll(value =>
                (value.ValueKind == JsonValueKind.String || attribute.Kind == FilterKind.Map) && !Holds(attribute.Kind, filter, value)));
    }

    private static bool Holds(FilterKind kind, JsonElement filter, JsonElement value) => kind switch
    {
        FilterKind.Text => value.ValueKind == JsonValueKind.String && Fits(filter, value.GetString()!),
        FilterKind.Map => value.EnumerateObject().Any(member =>
            member.Name == filter.GetProperty("Key").GetString() && Fits(filter, member.Value.GetString()!)),
        FilterKind.Number => value.GetDouble() is var number
            && (!filter.TryGetProperty("Gte", out var least) || number >= least.GetDouble())
            && (!filter.TryGetProperty("Lte", out var most) || number <= most.GetDouble())
            && (!filter.TryGetProperty("Eq", out var equal) || number.Equals(equal.GetDouble())),
        FilterKind.Date => Time(value.GetString()!) is { } time
            && time >= Time(filter.GetProperty("Start").GetString()!) && time <= Time(filter.GetProperty("End").GetString()!),
        FilterKind.Address => IPNetwork.Parse(filter.GetProperty("Cidr").GetString()!).Contains(IPAddress.Parse(value.GetString()!)),
        FilterKind.Boolean => value.GetBoolean() == filter.GetProperty("Value").GetBoolean(),
        FilterKind.Keyword => Texts(value).Any(text => Regex.IsMatch(
            text, $@"(?<![\p{{L}}\p{{Nd}}]){Regex.Escape(filter.GetProperty("Value").GetString()!)}(?![\p{{L}}\p{{Nd}}])",
            RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };

    private static bool Fits(JsonElement filter, string text)
    {
        var value = filter.GetProperty("Value").GetString()!;
        var isPrefix = Comparison(filter).Contains("PREFIX", StringComparison.Ordinal);
        return isPrefix ? text.StartsWith(value, StringComparison.Ordinal) : text == value;
    }

    private static string Comparison(JsonElement filter) =>
        filter.TryGetProperty("Comparison", out var given) ? given.GetString()! : "EQUALS";

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static IEnumerable<JsonElement> At(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().SelectMany(item => At(item, path));
        if (path.Length == 0) return [element];
        var steps = path.Split('.', 2);
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(steps[0], out var next)
            ? At(next, steps.Length > 1 ? steps[1] : "") : [];
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}
