using System.Globalization;
using System.Text.Json;

namespace InspectorHub.Aws;

/// <summary>What GetFindings is to find: findings that match every attribute named, each by any of its conditions. Source: Security Hub API, <c>AwsSecurityFindingFilters</c>.</summary>
public sealed class HubFilter
{
    /// <summary>Values that one attribute may be asked for in one call.</summary>
    public const int MaxValues = 20;

    private readonly SortedDictionary<string, List<string>> conditions = new(StringComparer.Ordinal);

    /// <summary>Wants an attribute to have one of some values.</summary>
    /// <param name="attribute">Its name in the filter, for example <c>SeverityLabel</c>.</param>
    /// <param name="values">The values; none wants nothing in particular. A <c>*</c> at the end stands for anything that follows.</param>
    public HubFilter Where(string attribute, IEnumerable<string>? values)
    {
        foreach (var value in values ?? [])
        {
            var prefix = value.EndsWith("*", StringComparison.Ordinal);
            Add(attribute, json =>
            {
                json.WriteString("Value", prefix ? value[..^1] : value);
                json.WriteString("Comparison", prefix ? "PREFIX" : "EQUALS");
            });
        }

        return this;
    }

    /// <summary>Wants a date not before another; null wants nothing in particular.</summary>
    public HubFilter Since(string attribute, DateTimeOffset? start)
    {
        if (start is { } date)
        {
            Add(attribute, json =>
            {
                json.WriteString("Start", Text(date));
                // A range has both ends; nothing was changed tomorrow.
                json.WriteString("End", Text(DateTimeOffset.UtcNow.AddDays(1)));
            });
        }

        return this;
    }

    /// <summary>Adds a filter in the service's own terms.</summary>
    /// <param name="filters">An <c>AwsSecurityFindingFilters</c> document as UTF-8 JSON.</param>
    public HubFilter And(byte[] filters)
    {
        using var document = JsonDocument.Parse(filters);
        foreach (var attribute in document.RootElement.EnumerateObject())
        {
            var list = attribute.Value.ValueKind == JsonValueKind.Array ? attribute.Value.EnumerateArray().Select(one => one.GetRawText()) : [attribute.Value.GetRawText()];
            Conditions(attribute.Name).AddRange(list);
        }

        return this;
    }

    /// <summary>The document, UTF-8; null where everything is wanted.</summary>
    public byte[]? ToJson() => conditions.Count == 0 ? null : JsonBody.Write(json =>
    {
        foreach (var attribute in conditions)
        {
            json.WriteStartArray(attribute.Key);
            foreach (var condition in attribute.Value) json.WriteRawValue(condition);
            json.WriteEndArray();
        }
    });

    private void Add(string attribute, Action<Utf8JsonWriter> writeMembers) =>
        Conditions(attribute).Add(System.Text.Encoding.UTF8.GetString(JsonBody.Write(writeMembers)));

    private static string Text(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private List<string> Conditions(string attribute)
    {
        if (!conditions.TryGetValue(attribute, out var list)) conditions[attribute] = list = [];
        return list;
    }
}
