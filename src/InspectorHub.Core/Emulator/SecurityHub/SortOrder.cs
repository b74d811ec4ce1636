using System.Text.Json;
using InspectorHub.Emulator.SecurityHub.Filters;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>The order that SortCriteria ask for.</summary>
internal sealed class SortOrder
{
    private readonly List<(string[] Steps, bool Descending)> criteria = [];

    public bool IsAny => criteria.Count == 0;

    /// <summary>Reads them. A field is an attribute to filter by (<c>SeverityLabel</c>) or a path (<c>Severity.Normalized</c>).</summary>
    /// <exception cref="ServiceError">400: no field, or no order.</exception>
    public static SortOrder Read(JsonElement? sortCriteria)
    {
        var order = new SortOrder();
        if (sortCriteria is not { ValueKind: JsonValueKind.Array } given) return order;
        foreach (var criterion in given.EnumerateArray())
        {
            var field = criterion.TryGetProperty("Field", out var name) ? name.GetString() : null;
            var direction = criterion.TryGetProperty("SortOrder", out var value) ? value.GetString() : "asc";
            if (string.IsNullOrWhiteSpace(field) || direction is not ("asc" or "desc")) throw new ServiceError(400, "InvalidInputException", "Invalid parameter 'SortCriteria'. A Field and a SortOrder of asc or desc are expected");
            var path = FilterAttribute.All.TryGetValue(field!, out var attribute) ? attribute.Path : field!;
            order.criteria.Add((path.Split('.'), direction == "desc"));
        }

        return order;
    }

    /// <summary>The rows of the findings in order; what has no such field comes last.</summary>
    public IEnumerable<long> Sort(IEnumerable<(HeldFinding Held, JsonElement Element)> findings) =>
        findings
            .Select(finding => (finding.Held.Row, Keys: criteria.ConvertAll(criterion => Key(finding.Element, criterion.Steps))))
            .OrderBy(finding => finding, Comparer<(long Row, List<JsonElement?> Keys)>.Create(Compare))
            .Select(finding => finding.Row);

    private int Compare((long Row, List<JsonElement?> Keys) left, (long Row, List<JsonElement?> Keys) right)
    {
        for (var index = 0; index < criteria.Count; index++)
        {
            var (a, b) = (left.Keys[index], right.Keys[index]);
            if (a is null || b is null)
            {
                if ((a is null) != (b is null)) return a is null ? 1 : -1;
                continue;
            }

            var order = a.Value.ValueKind == JsonValueKind.Number && b.Value.ValueKind == JsonValueKind.Number
                ? a.Value.GetDouble().CompareTo(b.Value.GetDouble())
                : string.CompareOrdinal(a.Value.ToString(), b.Value.ToString());
            if (order != 0) return criteria[index].Descending ? -order : order;
        }

        return left.Row.CompareTo(right.Row);
    }

    private static JsonElement? Key(JsonElement finding, string[] steps) =>
        FindingValues.At(finding, steps).Select(value => (JsonElement?)value.Clone()).FirstOrDefault();
}
