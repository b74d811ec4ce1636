using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.SecurityHub.Accounts;
using InspectorHub.Emulator.SecurityHub.Search;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub.Settings;

/// <summary>Custom insights: findings counted by an attribute. AWS's own are not played.</summary>
internal sealed class InsightOperations(FindingScope scope)
{
    private const string Kind = "insight";
    private const string Arn = "InsightArn";
    private const string GroupBy = "GroupByAttribute";

    // Source: Security Hub API, GetInsightResults.
    private const int MostResults = 100;

    public IEnumerable<Operation> All =>
    [
        new("CreateInsight", Create),
        new("GetInsights", Get),
        new("GetInsightResults", GetResults),
        new("UpdateInsight", Update),
        new("DeleteInsight", Delete),
    ];

    private static HttpReply Create(ServiceCall call)
    {
        var account = call.Caller.Account;
        var arn = $"arn:{call.Hub.Partition}:securityhub:{call.Region}:{account}:insight/{account}/custom/{Guid.NewGuid()}";
        Keep(call, new JsonObject { [Arn] = arn });
        return HttpReply.Json(new JsonObject { [Arn] = arn });
    }

    private static HttpReply Get(ServiceCall call)
    {
        var wanted = call.Texts("InsightArns");
        foreach (var arn in wanted) Find(call, arn);
        List<JsonObject> found = [.. call.Hub.Documents(Kind).Where(
            insight => wanted.Count == 0 || wanted.Contains((string)insight[Arn]!))];
        return Page<JsonObject>.Of(call, "GetInsights", found, call.Member("InsightArns")).ToReply("Insights", insight => insight);
    }

    private HttpReply GetResults(ServiceCall call)
    {
        var insight = Find(call, call.Parameter(Arn)!);
        var attribute = (string)insight[GroupBy]!;
        var steps = FindingAttributes.All[attribute].Path.Split('.');
        var filters = FindingFilters.Read(JsonSerializer.SerializeToElement(insight["Filters"]), call.Now);
        var search = new FindingSearch(scope.Of(call), filters);
        var counts = search.Matching().SelectMany(finding => Values(finding.Body, steps)).GroupBy(value => value)
            .OrderByDescending(group => group.Count()).Take(MostResults)
            .Select(group => new JsonObject { ["GroupByAttributeValue"] = group.Key, ["Count"] = group.Count() });
        return HttpReply.Json(new JsonObject
        {
            ["InsightResults"] =
                new JsonObject { [Arn] = (string)insight[Arn]!, [GroupBy] = attribute, ["ResultValues"] = new JsonArray([.. counts]) },
        });
    }

    private static HttpReply Update(ServiceCall call)
    {
        Keep(call, Find(call, call.Parameter(Arn)!));
        return HttpReply.Json([]);
    }

    private static HttpReply Delete(ServiceCall call)
    {
        var arn = call.Parameter(Arn)!;
        Find(call, arn);
        call.Hub.Drop(Kind, arn);
        return HttpReply.Json(new JsonObject { [Arn] = arn });
    }

    private static void Keep(ServiceCall call, JsonObject insight)
    {
        if (call.Member("Filters") is { } filters)
        {
            FindingFilters.Read(filters, call.Now);
            insight["Filters"] = JsonObject.Create(filters);
        }

        if (call.Text(GroupBy) is { } attribute)
        {
            if (!FindingAttributes.All.ContainsKey(attribute))
                throw call.Refuse($"Invalid parameter '{GroupBy}'. {attribute} is not an attribute to group by");
            insight[GroupBy] = attribute;
        }

        if (call.Text("Name") is { } name) insight["Name"] = name;
        call.Hub.Keep(Kind, (string)insight[Arn]!, insight);
    }

    private static List<string> Values(byte[] finding, string[] steps)
    {
        using var document = JsonDocument.Parse(finding);
        return [.. FindingValues.At(document.RootElement, steps).Select(value => value.ToString()).Distinct()];
    }

    private static JsonObject Find(ServiceCall call, string arn) =>
        call.Hub.Document(Kind, arn) ?? throw new ServiceError(404, "ResourceNotFoundException", $"Insight {arn} not found");
}
