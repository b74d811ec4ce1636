using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.SecurityHub.Search;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHubV2;

/// <summary>
/// Filters of GetFindingsV2: composite filters, each of conditions on fields and of further composites, all joined by AND or OR. Names of
/// fields and comparisons are held against the service's model before. Source: Security Hub API, <c>OcsfFindingFilters</c>.
/// </summary>
internal static class OcsfFilters
{
    // Source: Security Hub API, OcsfFindingFilters.
    private const int MostComposites = 10;

    // Every kind of filter, and how its values are read.
    private static readonly IReadOnlyDictionary<string, FilterKind> Kinds = new Dictionary<string, FilterKind>
    {
        ["StringFilters"] = FilterKind.Text,
        ["DateFilters"] = FilterKind.Date,
        ["BooleanFilters"] = FilterKind.Boolean,
        ["NumberFilters"] = FilterKind.Number,
        ["MapFilters"] = FilterKind.Map,
        ["IpFilters"] = FilterKind.Address,
    };

    /// <summary>Reads a document; absent filters let everything pass.</summary>
    /// <exception cref="ServiceError">400: a filter lacks something.</exception>
    public static Func<JsonElement, bool> Read(JsonElement? filters, ServiceCall call)
    {
        if (filters is not { } given || !given.TryGetProperty("CompositeFilters", out var composites)) return _ => true;
        if (composites.GetArrayLength() > MostComposites)
            throw call.Refuse($"Invalid parameter 'Filters'. data.CompositeFilters should NOT have more than {MostComposites} items");
        return Join(Operator(given, "CompositeOperator"), [.. composites.EnumerateArray().Select(composite => Composite(composite, call))]);
    }

    private static Func<JsonElement, bool> Composite(JsonElement composite, ServiceCall call)
    {
        var parts = new List<Func<JsonElement, bool>>();
        foreach (var kind in Kinds)
        {
            if (!composite.TryGetProperty(kind.Key, out var list)) continue;
            foreach (var filter in list.EnumerateArray()) parts.Add(Field(kind.Value, filter, call));
        }

        if (composite.TryGetProperty("NestedCompositeFilters", out var nested))
        {
            foreach (var inner in nested.EnumerateArray()) parts.Add(Composite(inner, call));
        }

        return Join(Operator(composite, "Operator"), parts);
    }

    private static Func<JsonElement, bool> Field(FilterKind kind, JsonElement filter, ServiceCall call)
    {
        if (!filter.TryGetProperty("FieldName", out var name) || name.GetString() is not { } field
            || !filter.TryGetProperty("Filter", out var value))
        {
            throw call.Refuse("Invalid parameter 'Filters'. A filter should have required properties 'FieldName' and 'Filter'");
        }

        return new AttributeFilter(field, [Condition(kind, field, value, call)]).Matches;
    }

    private static Condition Condition(FilterKind kind, string field, JsonElement filter, ServiceCall call)
    {
        try
        {
            return kind switch
            {
                FilterKind.Text => OcsfComparison.Text(field, filter),
                FilterKind.Map => OcsfComparison.Map(field, filter),
                _ => FilterReader.Read(kind, field, filter, call.Now),
            };
        }
        catch (ServiceError problem)
        {
            // The same problems have another name here.
            throw call.Refuse(problem.Message);
        }
    }

    private static string Operator(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "AND";

    private static Func<JsonElement, bool> Join(string @operator, List<Func<JsonElement, bool>> parts) =>
        parts.Count == 0 ? _ => true
        : @operator == "OR" ? finding => parts.Exists(part => part(finding))
        : finding => parts.TrueForAll(part => part(finding));
}
