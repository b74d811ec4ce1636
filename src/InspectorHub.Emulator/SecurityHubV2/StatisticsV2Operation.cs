using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHubV2;

/// <summary>GetFindingStatisticsV2: how many findings have which value of a field.</summary>
internal sealed class StatisticsV2Operation(OcsfFindings findings)
{
    // Source: Security Hub API, MaxStatisticResults.
    private const int Most = 400;

    public HttpReply Answer(ServiceCall call)
    {
        var hub = HubV2Operations.Required(call);
        GetFindingsV2Operation.CheckScopes(call);
        var most = call.Member("MaxStatisticResults")?.GetInt32() ?? Most;
        var isAscending = call.Text("SortOrder") == "asc";
        var groups = call.Member("GroupByRules")!.Value.EnumerateArray()
            .Select(rule =>
                (Field: rule.GetProperty("GroupByField").GetString()!, Filters: OcsfFilters.Read(Member(rule, "Filters"), call)))
            .ToList();
        var all = findings.All(call, hub).Select(entry => JsonSerializer.SerializeToElement(entry.Finding)).ToList();
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("GroupByResults");
            foreach (var (field, isWanted) in groups) Write(reply, field, Count(all.Where(isWanted), field, isAscending).Take(most));
            reply.WriteEndArray();
        });
    }

    private static IEnumerable<KeyValuePair<string, int>> Count(IEnumerable<JsonElement> wanted, string field, bool isAscending)
    {
        var path = field.Split('.');
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in wanted)
        {
            // A finding counts once for a value, however often it has it.
            foreach (var value in FindingValues.At(finding, path).Select(found => found.ToString()).Where(text => text.Length > 0)
                .Distinct())
            {
                counts[value] = counts.TryGetValue(value, out var count) ? count + 1 : 1;
            }
        }

        var ordered = isAscending ? counts.OrderBy(entry => entry.Value) : counts.OrderByDescending(entry => entry.Value);
        return ordered.ThenBy(entry => entry.Key, StringComparer.Ordinal);
    }

    private static void Write(Utf8JsonWriter reply, string field, IEnumerable<KeyValuePair<string, int>> counts)
    {
        reply.WriteStartObject();
        reply.WriteString("GroupByField", field);
        reply.WriteStartArray("GroupByValues");
        foreach (var count in counts)
        {
            reply.WriteStartObject();
            reply.WriteString("FieldValue", count.Key);
            reply.WriteNumber("Count", count.Value);
            reply.WriteEndObject();
        }

        reply.WriteEndArray();
        reply.WriteEndObject();
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
