using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Inspector;

/// <summary>ListFindingAggregations: active findings counted by severity, for each account, title, package, image and so on.</summary>
internal sealed class AggregationOperations(EmulatedInspector inspector, InspectorMembers members)
{
    public IEnumerable<Operation> All => [new("ListFindingAggregations", Aggregate)];

    private HttpReply Aggregate(ServiceCall call)
    {
        var type = call.Text("aggregationType")!;
        var grouping = FindingGrouping.All[type];
        var request = call.Member("aggregationRequest") is { } given && given.TryGetProperty(grouping.Member, out var asked)
            ? asked
            : default;
        var filters = Conditions(call, request);
        var groups = inspector.OfInspector2(call.Region, members.SeenBy(call)).OfType<ReportedFinding>()
            .Where(finding => finding.Status == "ACTIVE" && IsAbout(grouping, finding.Element))
            .Where(finding => filters.TrueForAll(filter => filter(finding.Element)))
            .SelectMany(finding => Keys(grouping, finding.Element).Select(key => (Key: key, Finding: finding.Element)))
            .GroupBy(pair => string.Join("\n", pair.Key))
            .Select(group => Group(grouping, group.First().Key, [.. group.Select(pair => pair.Finding)]))
            .ToList();
        var page = Page<JsonObject>.Of(
            call, "ListFindingAggregations", InOrder(groups, request), call.Member("aggregationType"),
            call.Member("aggregationRequest"), call.Member("accountIds"));
        var reply = new JsonObject
        {
            ["aggregationType"] = type,
            ["responses"] = new JsonArray([.. page.Items.Select(group => new JsonObject { [grouping.Member] = group })]),
        };
        if (page.NextToken is { } token) reply["nextToken"] = token;
        return HttpReply.Json(reply);
    }

    private static bool IsAbout(FindingGrouping grouping, JsonElement finding) =>
        grouping.ResourceTypes.Length == 0 || grouping.ResourceTypes.Contains(First(finding, "resources.type"));

    // The account, and every combination of what the keys are in the finding.
    private static IEnumerable<string[]> Keys(FindingGrouping grouping, JsonElement finding)
    {
        IEnumerable<string[]> keys = [[First(finding, "awsAccountId") ?? ""]];
        foreach (var part in grouping.Keys)
        {
            var values = part.In(finding).Select(value => value.ToString()).Distinct().ToList();
            keys = keys.SelectMany(key => values.Select(value => (string[])[.. key, value]));
        }

        return keys;
    }

    private static List<Func<JsonElement, bool>> Conditions(ServiceCall call, JsonElement request)
    {
        List<Func<JsonElement, bool>> filters = [];
        if (call.Member("accountIds") is { } accounts) filters.Add(Inspector2Filters.Of(FilterKind.Text, ["awsAccountId"], accounts));
        if (request.ValueKind != JsonValueKind.Object) return filters;
        foreach (var member in request.EnumerateObject())
        {
            if (FindingGrouping.Filters.TryGetValue(member.Name, out var filter))
                filters.Add(Inspector2Filters.Of(filter.Kind, filter.Paths, member.Value));
            else if (member.Name is "findingType") filters.Add(Is("type", member.Value));
            else if (member.Name is "resourceType") filters.Add(Is("resources.type", member.Value));
        }

        return filters;
    }

    private static Func<JsonElement, bool> Is(string path, JsonElement wanted)
    {
        var text = wanted.GetString();
        return finding => FindingValues.Exist(finding, path.Split('.'), value => value.ValueEquals(text));
    }

    private static JsonObject Group(FindingGrouping grouping, string[] key, List<JsonElement> findings)
    {
        int Count(string path, string value) => findings.Count(finding => First(finding, path) == value);
        var group = new JsonObject { ["accountId"] = key[0] };
        for (var index = 0; index < grouping.Keys.Length; index++) group[grouping.Keys[index].Name] = key[index + 1];
        foreach (var part in grouping.Others)
        {
            var values = part.In(findings[0]).Select(value => JsonNode.Parse(value.GetRawText())).ToList();
            if (values.Count > 0) group[part.Name] = part.IsList ? new JsonArray([.. values]) : values[0];
        }

        group["severityCounts"] = new JsonObject
        {
            ["all"] = findings.Count,
            ["critical"] = Count("severity", "CRITICAL"),
            ["high"] = Count("severity", "HIGH"),
            ["medium"] = Count("severity", "MEDIUM"),
        };
        foreach (var (counted, fix, exploit) in new[]
        {
            (FindingGrouping.Counted.Available, "fixAvailableCount", "exploitAvailableCount"),
            (FindingGrouping.Counted.ActiveAvailable, "fixAvailableActiveFindingsCount", "exploitAvailableActiveFindingsCount"),
        })
        {
            if (!grouping.Counts.HasFlag(counted)) continue;
            group[fix] = Count("fixAvailable", "YES");
            group[exploit] = Count("exploitAvailable", "YES");
        }

        if (grouping.Counts.HasFlag(FindingGrouping.Counted.Network)) group["networkFindings"] = Count("type", "NETWORK_REACHABILITY");
        if (grouping.Resources is { } resources)
            group[resources] = findings.Select(finding => First(finding, "resources.id")).Distinct().Count();
        return group;
    }

    private static List<JsonObject> InOrder(List<JsonObject> groups, JsonElement request)
    {
        string? Asked(string name) =>
            request.ValueKind == JsonValueKind.Object && request.TryGetProperty(name, out var value) ? value.GetString() : null;
        var by = Asked("sortBy");
        int Weight(JsonObject group) => (int?)(by switch
        {
            "CRITICAL" => group["severityCounts"]!["critical"],
            "HIGH" => group["severityCounts"]!["high"],
            "NETWORK_FINDINGS" => group["networkFindings"],
            "AFFECTED_IMAGES" => group["affectedImages"],
            "AFFECTED_INSTANCES" => group["affectedInstances"],
            _ => group["severityCounts"]!["all"],
        }) ?? 0;
        return [.. Asked("sortOrder") == "ASC" ? groups.OrderBy(Weight) : groups.OrderByDescending(Weight)];
    }

    private static string? First(JsonElement finding, string path)
    {
        foreach (var value in FindingValues.At(finding, path.Split('.'))) return value.ToString();
        return null;
    }
}
