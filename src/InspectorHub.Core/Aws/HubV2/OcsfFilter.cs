using System.Text;
using System.Text.Json;

namespace InspectorHub.Aws.HubV2;

/// <summary>
/// What GetFindingsV2 is to find: every field by any of its values. Source: Security Hub API, <c>OcsfFindingFilters</c>.
/// </summary>
public sealed class OcsfFilter
{
    private const string All = "AND";
    private const string Any = "OR";

    private readonly List<string> composites = [];

    /// <summary>Wants a field to have one of some texts.</summary>
    /// <param name="field">One of <c>OcsfStringField</c>, for example <c>finding_info.uid</c>.</param>
    /// <param name="values">The texts; none wants nothing in particular. A <c>*</c> at the end stands for anything that follows.</param>
    public OcsfFilter Where(string field, IEnumerable<string>? values)
    {
        var texts = (values ?? []).ToList();
        if (texts.Count == 0) return this;
        Add("StringFilters", Any, json =>
        {
            foreach (var text in texts)
            {
                var prefix = text.EndsWith("*", StringComparison.Ordinal);
                WriteFilter(json, field, filter =>
                {
                    filter.WriteString("Comparison", prefix ? "PREFIX" : "EQUALS");
                    filter.WriteString("Value", prefix ? text.Substring(0, text.Length - 1) : text);
                });
            }
        });
        return this;
    }

    /// <summary>Wants a date not before another.</summary>
    /// <param name="field">One of <c>OcsfDateField</c>, for example <c>finding_info.modified_time_dt</c>.</param>
    /// <param name="start">The earliest; null wants nothing in particular.</param>
    /// <param name="end">The latest: a range has both ends.</param>
    public OcsfFilter Between(string field, DateTimeOffset? start, DateTimeOffset end)
    {
        if (start is not { } earliest) return this;
        Add("DateFilters", All, json => WriteFilter(json, field, filter =>
        {
            filter.WriteString("Start", Text(earliest));
            filter.WriteString("End", Text(end));
        }));
        return this;
    }

    /// <summary>Adds a filter in the service's own terms; it must hold, too.</summary>
    /// <param name="filters">An <c>OcsfFindingFilters</c> document as UTF-8 JSON; null adds nothing.</param>
    /// <exception cref="JsonException">It is no object.</exception>
    public OcsfFilter And(byte[]? filters)
    {
        if (filters is null) return this;
        using var document = JsonDocument.Parse(filters);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("An object with CompositeFilters is expected.");
        if (!document.RootElement.TryGetProperty("CompositeFilters", out var nested)) return this;
        // A list of one is easily written without the list.
        var list = nested.ValueKind == JsonValueKind.Array ? nested.GetRawText() : $"[{nested.GetRawText()}]";
        composites.Add(Encoding.UTF8.GetString(JsonBody.Write(json =>
        {
            json.WritePropertyName("NestedCompositeFilters");
            json.WriteRawValue(list);
            json.WriteString("Operator", document.RootElement.Text("CompositeOperator") ?? All);
        })));
        return this;
    }

    /// <summary>The document, UTF-8; null where everything is wanted.</summary>
    public byte[]? ToJson() => composites.Count == 0 ? null : JsonBody.Write(json =>
    {
        json.WriteStartArray("CompositeFilters");
        foreach (var composite in composites) json.WriteRawValue(composite);
        json.WriteEndArray();
        json.WriteString("CompositeOperator", All);
    });

    private void Add(string kind, string @operator, Action<Utf8JsonWriter> writeFilters) =>
        composites.Add(Encoding.UTF8.GetString(JsonBody.Write(json =>
        {
            json.WriteString("Operator", @operator);
            json.WriteStartArray(kind);
            writeFilters(json);
            json.WriteEndArray();
        })));

    private static void WriteFilter(Utf8JsonWriter json, string field, Action<Utf8JsonWriter> writeMembers)
    {
        json.WriteStartObject();
        json.WriteString("FieldName", field);
        json.WriteStartObject("Filter");
        writeMembers(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Text(DateTimeOffset time) => Ocsf.OcsfTime.Text(time);
}
