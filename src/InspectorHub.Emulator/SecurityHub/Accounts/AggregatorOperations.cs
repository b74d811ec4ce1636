using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub.Accounts;

/// <summary>Finding aggregators: one Region of an account that sees the findings of others.</summary>
internal static class AggregatorOperations
{
    public const string Kind = "aggregator";

    private static readonly string[] Modes = ["ALL_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED", "SPECIFIED_REGIONS", "NO_REGIONS"];

    public static IEnumerable<Operation> All =>
    [
        new("CreateFindingAggregator", Create),
        new("GetFindingAggregator", call => HttpReply.Json(Find(call).Aggregator)),
        new("ListFindingAggregators", List),
        new("UpdateFindingAggregator", Update),
        new("DeleteFindingAggregator", Delete),
    ];

    /// <summary>Which Regions' findings an aggregator brings to its own; null where there is none.</summary>
    public static Func<string, bool>? LinkedTo(JsonObject? aggregator)
    {
        if (aggregator is null) return null;
        var named = new HashSet<string>(((JsonArray?)aggregator["Regions"] ?? []).Select(region => (string)region!));
        return (string?)aggregator["RegionLinkingMode"] switch
        {
            "ALL_REGIONS" => _ => true,
            "ALL_REGIONS_EXCEPT_SPECIFIED" => region => !named.Contains(region),
            "SPECIFIED_REGIONS" => named.Contains,
            _ => null,
        };
    }

    private static HttpReply Create(ServiceCall call)
    {
        if (call.Hubs.OfAccount(Kind, call.Caller.Account).Count > 0)
            throw call.Refuse("A finding aggregator already exists for this account");
        var aggregator = new JsonObject
        {
            ["FindingAggregatorArn"] =
                $"arn:{call.Hub.Partition}:securityhub:{call.Region}:{call.Caller.Account}:finding-aggregator/{Guid.NewGuid()}",
            ["FindingAggregationRegion"] = call.Region,
        };
        return Set(call, aggregator);
    }

    private static HttpReply Update(ServiceCall call)
    {
        var (region, aggregator) = Find(call);
        if (region != call.Region) throw call.Refuse($"A finding aggregator is updated in its own Region, {region}");
        return Set(call, aggregator);
    }

    private static HttpReply Delete(ServiceCall call)
    {
        call.Hubs.Of(call.Caller.Account, Find(call).Region).Drop(Kind, "");
        return HttpReply.Json([]);
    }

    private static HttpReply List(ServiceCall call)
    {
        var arns = call.Hubs.OfAccount(Kind, call.Caller.Account).Select(found => (string)found.Document["FindingAggregatorArn"]!).ToList();
        return Page<string>.Of(call, "ListFindingAggregators", arns).ToReply(
            "FindingAggregators", arn => new JsonObject { ["FindingAggregatorArn"] = arn });
    }

    private static HttpReply Set(ServiceCall call, JsonObject aggregator)
    {
        var mode = call.Text("RegionLinkingMode");
        if (!Modes.Contains(mode))
            throw call.Refuse("Invalid parameter 'RegionLinkingMode'. data should be equal to one of the allowed values");
        var regions = call.Texts("Regions");
        var isSome = mode is "ALL_REGIONS_EXCEPT_SPECIFIED" or "SPECIFIED_REGIONS";
        if (isSome != regions.Count > 0)
            throw call.Refuse($"Invalid parameter 'Regions'. They are {(isSome ? "required" : "not for")} RegionLinkingMode {mode}");
        aggregator["RegionLinkingMode"] = mode;
        aggregator.Remove("Regions");
        if (isSome) aggregator["Regions"] = new JsonArray([.. regions.Select(region => (JsonNode)region)]);
        call.Hub.Keep(Kind, "", aggregator);
        return HttpReply.Json(aggregator);
    }

    private static (string Region, JsonObject Aggregator) Find(ServiceCall call)
    {
        var arn = call.Parameter("FindingAggregatorArn");
        var found = call.Hubs.OfAccount(Kind, call.Caller.Account).FirstOrDefault(
            found => (string?)found.Document["FindingAggregatorArn"] == arn);
        return found.Document is null
            ? throw new ServiceError(404, "ResourceNotFoundException", $"Finding aggregator {arn} not found")
            : found;
    }
}
