using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.Inspector;

/// <summary>Filters, of which those that suppress do so: what matches one is SUPPRESSED until no filter says so any more.</summary>
internal sealed class FilterOperations
{
    private const string Kind = "inspector-filter";
    private const string Suppress = "SUPPRESS";

    private readonly EmulatedInspector inspector;

    /// <param name="inspector">Whose findings they suppress.</param>
    /// <param name="hubs">Where they are kept.</param>
    /// <param name="everyAccount">The account whose filters are for every account, where such a one is played.</param>
    public FilterOperations(EmulatedInspector inspector, Hubs hubs, string? everyAccount)
    {
        this.inspector = inspector;
        inspector.Suppresses = finding =>
            IsSuppressed(finding, hubs.Of(finding.Account, finding.Region))
            || (
                everyAccount is not null
                    && everyAccount != finding.Account
                    && IsSuppressed(finding, hubs.Of(everyAccount, finding.Region)));
    }

    public IEnumerable<Operation> All =>
    [
        new("CreateFilter", Create),
        new("UpdateFilter", Update),
        new("DeleteFilter", Delete),
        new("ListFilters", List),
    ];

    private HttpReply Create(ServiceCall call)
    {
        var name = call.Text("name")!;
        if (call.Hub.Documents(Kind).Any(known => (string?)known["name"] == name))
            throw new ServiceError(400, "BadRequestException", $"There is a filter of the name {name}.");
        Inspector2Filters.Read(call.Member("filterCriteria"));
        var id = Guid.NewGuid().ToString("N").Substring(0, 16);
        var filter = new JsonObject
        {
            ["arn"] = $"arn:{call.Hub.Partition}:inspector2:{call.Region}:{call.Caller.Account}:owner/{call.Caller.Account}/filter/{id}",
            ["ownerId"] = call.Caller.Account,
            ["name"] = name,
            ["createdAt"] = InspectorJson.Date(call.Now),
        };
        var arn = Keep(call, filter);
        InspectorTagOperations.Set(call, arn);
        return HttpReply.Json(new JsonObject { ["arn"] = arn });
    }

    private HttpReply Update(ServiceCall call)
    {
        Inspector2Filters.Read(call.Member("filterCriteria"));
        return HttpReply.Json(new JsonObject { ["arn"] = Keep(call, Find(call, call.Text("filterArn")!)) });
    }

    private HttpReply Delete(ServiceCall call)
    {
        var arn = call.Text("arn")!;
        Find(call, arn);
        call.Hub.Drop(Kind, arn);
        call.Hubs.Tags.RemoveAll(arn);
        inspector.FilterAgain();
        return HttpReply.Json(new JsonObject { ["arn"] = arn });
    }

    private static HttpReply List(ServiceCall call)
    {
        var arns = call.Texts("arns");
        var action = call.Text("action");
        List<JsonObject> found =
        [
            .. call.Hub.Documents(Kind)
                .Where(
                    filter =>
                        (arns.Count == 0 || arns.Contains((string)filter["arn"]!))
                            && (action is null || (string?)filter["action"] == action))
                .OrderBy(filter => filter["createdAt"]!.GetValue<decimal>()),
        ];
        return Page<JsonObject>.Of(
            call, "ListFilters", found, call.Member("arns"),
            call.Member("action")).ToReply("filters", filter => Shown(call, filter), "nextToken");
    }

    private string Keep(ServiceCall call, JsonObject filter)
    {
        foreach (var member in new[] { "action", "description", "reason", "name" })
        {
            if (call.Text(member) is { } text) filter[member] = text;
        }

        if (call.Member("filterCriteria") is { } criteria) filter["criteria"] = JsonObject.Create(criteria);
        filter["updatedAt"] = InspectorJson.Date(call.Now);
        var arn = (string)filter["arn"]!;
        call.Hub.Keep(Kind, arn, filter);
        inspector.FilterAgain();
        return arn;
    }

    private static bool IsSuppressed(ReportedFinding finding, Hub hub) =>
        Suppressing(hub).Any(filters => filters.All(filter => filter.Matches(finding.Element)));

    private static IEnumerable<IReadOnlyList<AttributeFilter>> Suppressing(Hub hub) =>
        hub.Documents(Kind).Where(filter => (string?)filter["action"] == Suppress)
            .Select(filter => Inspector2Filters.Read(JsonSerializer.SerializeToElement(filter["criteria"])));

    private static JsonObject Find(ServiceCall call, string arn) =>
        call.Hub.Document(Kind, arn) ?? throw new ServiceError(404, "ResourceNotFoundException", $"There is no filter {arn}.");

    private static JsonObject Shown(ServiceCall call, JsonObject filter)
    {
        filter["tags"] = InspectorTagOperations.Of(call, (string)filter["arn"]!);
        return filter;
    }
}
