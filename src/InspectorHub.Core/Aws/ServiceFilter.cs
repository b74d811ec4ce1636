using System.Text;
using System.Text.Json;

namespace InspectorHub.Aws;

/// <summary>
/// A filter document: attributes, each with its conditions. What matches every attribute by any of its conditions is wanted.
/// </summary>
public abstract class ServiceFilter
{
    private readonly SortedDictionary<string, List<string>> conditions = new(StringComparer.Ordinal);

    /// <summary>Adds a filter in the service's own terms.</summary>
    /// <param name="filters">The document as UTF-8 JSON; null adds nothing.</param>
    public void And(byte[]? filters)
    {
        if (filters is null) return;
        using var document = JsonDocument.Parse(filters);
        foreach (var attribute in document.RootElement.EnumerateObject())
        {
            // A list of one is easily written without the list.
            var list = attribute.Value.ValueKind == JsonValueKind.Array
                ? attribute.Value.EnumerateArray().Select(one => one.GetRawText())
                : [attribute.Value.GetRawText()];
            Conditions(attribute.Name).AddRange(list);
        }
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

    private protected void Add(string attribute, Action<Utf8JsonWriter> writeMembers) =>
        Conditions(attribute).Add(Encoding.UTF8.GetString(JsonBody.Write(writeMembers)));

    private List<string> Conditions(string attribute)
    {
        if (!conditions.TryGetValue(attribute, out var list)) conditions[attribute] = list = [];
        return list;
    }
}
