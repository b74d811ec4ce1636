using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub.Search;

/// <summary>The filters of a GetFindings call; a finding must pass those of every attribute.</summary>
internal sealed class FindingFilters
{
    // Source: Security Hub API, GetFindings.
    private const int MostAttributes = 10;
    private const int MostValues = 20;

    private readonly List<StoredAttribute> attributes = [];
    private readonly Dictionary<string, string[]> wanted = [];

    private FindingFilters()
    {
    }

    /// <summary>By path of an attribute the values of which a finding must have one, where nothing but equal ones are asked for.</summary>
    public IReadOnlyDictionary<string, string[]> Wanted => wanted;

    /// <summary>Reads filters that are as the model has them: what the model does not say is checked here.</summary>
    /// <param name="filters">The filters; null for none.</param>
    /// <param name="now">What ranges of days end at.</param>
    /// <param name="isRule">They are the criteria of an automation rule, which may ask for what a text contains.</param>
    /// <exception cref="ServiceError">400: an unknown attribute, a comparison or a pair of them that is not for findings,
    /// too many.</exception>
    public static FindingFilters Read(JsonElement? filters, DateTimeOffset now, bool isRule = false)
    {
        var result = new FindingFilters();
        if (filters is not { } given) return result;
        foreach (var member in given.EnumerateObject())
        {
            if (!FindingAttributes.All.TryGetValue(member.Name, out var attribute))
                throw FilterReader.Invalid(member.Name, "is not an attribute to filter by");
            if (member.Value.ValueKind == JsonValueKind.Null) continue;
            var values = member.Value.EnumerateArray().ToList();
            if (values.Count == 0) continue;
            if (values.Count > MostValues) throw FilterReader.Invalid(member.Name, $"should NOT have more than {MostValues} items");
            if (result.attributes.Count == MostAttributes)
            {
                throw new ServiceError(
                    400, "InvalidInputException",
                    $"Invalid parameter 'Filters'. data should NOT have more than {MostAttributes} properties");
            }

            var conditions = values.ConvertAll(value => FilterReader.Read(attribute.Kind, member.Name, value, now, isRule));
            FilterReader.CheckTogether(member.Name, values);
            result.attributes.Add(new StoredAttribute(
                new AttributeFilter(attribute.Path, conditions), PathTree.Of(Places(attribute, values)), NeedlesOf(attribute, values)));
            if (attribute.Kind == FilterKind.Text && values.TrueForAll(IsEquality))
            {
                result.wanted[attribute.Path] = [.. values.Select(value => value.GetProperty("Value").GetString()!).Distinct()];
            }
        }

        return result;
    }

    /// <summary>Whether a finding passes the filters of every attribute.</summary>
    public bool Match(StoredFinding finding)
    {
        foreach (var attribute in attributes)
        {
            if (!attribute.Matches(finding)) return false;
        }

        return true;
    }

    // Of a map nothing but the keys that are asked for.
    private static IEnumerable<string[]> Places(FilterAttribute attribute, List<JsonElement> filters)
    {
        string[] steps = attribute.Path.Length == 0 ? [] : attribute.Path.Split('.');
        return attribute.Kind == FilterKind.Map
            ? filters.Select(filter => (string[])[.. steps, filter.GetProperty("Key").GetString()!])
            : [steps];
    }

    private static bool IsEquality(JsonElement filter) =>
        !filter.TryGetProperty("Comparison", out var comparison) || comparison.ValueEquals("EQUALS");

    // Of texts, maps and keywords a finding has to have one of the values, unless one excludes.
    private static Needles? NeedlesOf(FilterAttribute attribute, List<JsonElement> filters)
    {
        if (attribute.Kind is not (FilterKind.Text or FilterKind.Map or FilterKind.Keyword)) return null;
        var isPositive = filters.TrueForAll(
            filter => !filter.TryGetProperty("Comparison", out var comparison) || comparison.GetString() is "EQUALS" or "PREFIX");
        if (!isPositive) return null;
        var texts = filters.ConvertAll(filter => filter.GetProperty("Value").GetString()!);
        return Needles.ArePlain(texts) ? new Needles(texts, areWords: attribute.Kind == FilterKind.Keyword) : null;
    }
}
