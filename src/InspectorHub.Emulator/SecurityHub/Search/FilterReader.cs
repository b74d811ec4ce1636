using System.Globalization;
using System.Net;
using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub.Search;

/// <summary>Reads filter values. Source: Security Hub API, StringFilter, DateFilter, NumberFilter, MapFilter and their kin.</summary>
internal static class FilterReader
{
    // Source: Security Hub API, StringFilter and MapFilter.
    private const string Usual = "EQUALS";

    public static Condition Read(FilterKind kind, string attribute, JsonElement filter, DateTimeOffset now, bool isRule = false)
    {
        return kind switch
        {
            FilterKind.Text => Text(attribute, filter, isRule),
            FilterKind.Date => Date(attribute, filter, now),
            FilterKind.Number => Number(attribute, filter),
            FilterKind.Map => Map(attribute, filter, isRule),
            FilterKind.Address => Address(attribute, filter),
            FilterKind.Boolean => Boolean(attribute, filter),
            _ => Keyword(attribute, filter),
        };
    }

    public static ServiceError Invalid(string attribute, string problem) =>
        new(400, "InvalidInputException", $"Invalid parameter 'Filters'. data.{attribute} {problem}");

    /// <summary>Comparisons that exclude each other on one attribute.</summary>
    /// <exception cref="ServiceError">400: two such are given.</exception>
    public static void CheckTogether(string attribute, IEnumerable<JsonElement> filters)
    {
        var comparisons = filters.Select(filter => Optional(filter, "Comparison") ?? Usual).ToList();
        var excluding = comparisons.Find(comparison => comparison is "NOT_EQUALS" or "PREFIX_NOT_EQUALS");
        if (comparisons.Contains("CONTAINS") && comparisons.Contains("NOT_CONTAINS"))
            throw Invalid(attribute, "cannot have both CONTAINS and NOT_CONTAINS filters");
        if (comparisons.Contains(Usual) && excluding is not null)
            throw Invalid(attribute, $"cannot have both {Usual} and {excluding} filters");
    }

    private static Condition Text(string attribute, JsonElement filter, bool isRule)
    {
        var compare = Comparison(attribute, filter, isRule, out var isNegative);
        var value = Required(attribute, filter, "Value");
        return new Condition(
            isNegative, found => found.ValueKind == JsonValueKind.String && compare(found.GetString()!, value) != isNegative);
    }

    private static Condition Map(string attribute, JsonElement filter, bool isRule)
    {
        var compare = Comparison(attribute, filter, isRule, out var isNegative);
        var key = Required(attribute, filter, "Key");
        var value = Required(attribute, filter, "Value");
        return new Condition(isNegative, map =>
            (map.ValueKind == JsonValueKind.Object
                && map.TryGetProperty(key, out var found)
                && found.ValueKind == JsonValueKind.String
                && compare(found.GetString()!, value)) != isNegative);
    }

    // CONTAINS and its kin are in the model for automation rules and for the new Security Hub.
    private static Func<string, string, bool> Comparison(string attribute, JsonElement filter, bool isRule, out bool isNegative)
    {
        var comparison = Optional(filter, "Comparison") ?? Usual;
        isNegative = comparison.Contains("NOT_");
        return comparison switch
        {
            "EQUALS" or "NOT_EQUALS" => static (found, value) => found == value,
            "PREFIX" or "PREFIX_NOT_EQUALS" => static (found, value) => found.StartsWith(value, StringComparison.Ordinal),
            "CONTAINS" or "NOT_CONTAINS" when isRule => static (found, value) => found.Contains(value),
            _ => throw Invalid($"{attribute}.Comparison", $"'{comparison}' is not supported for this operation"),
        };
    }

    private static Condition Date(string attribute, JsonElement filter, DateTimeOffset now)
    {
        var start = Time(attribute, filter, "Start");
        var end = Time(attribute, filter, "End");
        if (start is null != end is null) throw Invalid(attribute, "should have both Start and End");
        if (filter.TryGetProperty("DateRange", out var range) && range.ValueKind == JsonValueKind.Object)
        {
            if (!range.TryGetProperty("Value", out var days) || !days.TryGetInt32(out var count) || count < 0)
            {
                throw Invalid($"{attribute}.DateRange", "should have a Value that is >= 0");
            }

            // A clock that runs ahead makes findings of the near future: WITHIN takes them in, having no other end than its start.
            var edge = now - TimeSpan.FromDays(count);
            if (Optional(range, "Comparison") == "OLDER_THAN") end = edge;
            else start = edge;
        }

        if (start is null && end is null) throw Invalid(attribute, "should have Start and End, or DateRange");
        return new Condition(IsNegative: false, found =>
            found.ValueKind == JsonValueKind.String
            && FindingTime.Parse(found.GetString()) is { } time
            && (start is null || time >= start)
            && (end is null || time <= end));
    }

    private static DateTimeOffset? Time(string attribute, JsonElement filter, string member)
    {
        if (Optional(filter, member) is not { } text) return null;
        return FindingTime.Parse(text) ?? throw Invalid($"{attribute}.{member}", $"'{text}' should be a timestamp");
    }

    private static Condition Number(string attribute, JsonElement filter)
    {
        double? Bound(string member) =>
            filter.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
        var (atLeast, atMost, equal, above, below) = (Bound("Gte"), Bound("Lte"), Bound("Eq"), Bound("Gt"), Bound("Lt"));
        if ((atLeast ?? atMost ?? equal ?? above ?? below) is null) throw Invalid(attribute, "should have Gte, Lte, Eq, Gt or Lt");
        return new Condition(IsNegative: false, found =>
            found.ValueKind == JsonValueKind.Number && found.GetDouble() is var number &&
            !(number < atLeast || number > atMost || number <= above || number >= below) && (equal is null || number.Equals(equal.Value)));
    }

    private static Condition Address(string attribute, JsonElement filter)
    {
        var parts = Required(attribute, filter, "Cidr").Split('/');
        if (!IPAddress.TryParse(parts[0], out var network)) throw Invalid($"{attribute}.Cidr", "should be a range of addresses");
        var bytes = network.GetAddressBytes();
        var bits = bytes.Length * 8;
        if (
            parts.Length > 2
                || (
                    parts.Length > 1
                        && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > bytes.Length * 8)))
        {
            throw Invalid($"{attribute}.Cidr", "should be a range of addresses");
        }

        return new Condition(IsNegative: false, found =>
            found.ValueKind == JsonValueKind.String
                && IPAddress.TryParse(found.GetString(), out var address)
                && SharesBits(address.GetAddressBytes(), bytes, bits));
    }

    private static bool SharesBits(byte[] address, byte[] network, int bits)
    {
        if (address.Length != network.Length) return false;
        for (var bit = 0; bit < Math.Min(bits, network.Length * 8); bit++)
        {
            var mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) return false;
        }

        return true;
    }

    private static Condition Boolean(string attribute, JsonElement filter)
    {
        if (!filter.TryGetProperty("Value", out var value) || value.ValueKind == JsonValueKind.Null)
            throw Invalid(attribute, "should have required property 'Value'");
        var wanted = value.ValueKind == JsonValueKind.True;
        return new Condition(IsNegative: false, found => found.ValueKind == (wanted ? JsonValueKind.True : JsonValueKind.False));
    }

    private static Condition Keyword(string attribute, JsonElement filter)
    {
        var word = Required(attribute, filter, "Value");
        bool Mentions(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Any(member => Mentions(member.Value)),
            JsonValueKind.Array => element.EnumerateArray().Any(Mentions),
            JsonValueKind.String => Words.Contain(element.GetString()!, word),
            _ => false,
        };
        return new Condition(IsNegative: false, Mentions);
    }

    private static string? Optional(JsonElement filter, string member) =>
        filter.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Required(string attribute, JsonElement filter, string member) =>
        Optional(filter, member) ?? throw Invalid(attribute, $"should have required property '{member}'");
}
