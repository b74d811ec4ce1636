using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub.Settings;

/// <summary>Custom actions.</summary>
internal static class ActionTargetOperations
{
    private const string Kind = "action";
    private const string Arn = "ActionTargetArn";

    // Source: Security Hub API, CreateActionTarget: the id has up to 20 letters and digits.
    private const int LongestId = 20;

    public static IEnumerable<Operation> All =>
    [
        new("CreateActionTarget", Create),
        new("DescribeActionTargets", Describe),
        new("UpdateActionTarget", Update),
        new("DeleteActionTarget", Delete),
    ];

    private static HttpReply Create(ServiceCall call)
    {
        var id = call.Text("Id")!;
        if (id.Length > LongestId || !id.All(char.IsLetterOrDigit))
            throw call.Refuse($"Invalid parameter 'Id'. Up to {LongestId} letters and digits are expected");
        var arn = $"arn:{call.Hub.Partition}:securityhub:{call.Region}:{call.Caller.Account}:action/custom/{id}";
        if (call.Hub.Document(Kind, arn) is not null)
            throw new ServiceError(409, "ResourceConflictException", $"Action target {arn} already exists");
        call.Hub.Keep(Kind, arn, new JsonObject { [Arn] = arn, ["Name"] = call.Text("Name"), ["Description"] = call.Text("Description") });
        return HttpReply.Json(new JsonObject { [Arn] = arn });
    }

    private static HttpReply Describe(ServiceCall call)
    {
        var wanted = call.Texts("ActionTargetArns");
        var all = call.Hub.Documents(Kind);
        var missing = wanted.FirstOrDefault(arn => all.All(target => (string?)target[Arn] != arn));
        if (missing is not null) throw NotFound(missing);
        List<JsonObject> found = [.. all.Where(target => wanted.Count == 0 || wanted.Contains((string)target[Arn]!))];
        return Page<JsonObject>.Of(
            call, "DescribeActionTargets", found, call.Member("ActionTargetArns")).ToReply("ActionTargets", target => target);
    }

    private static HttpReply Update(ServiceCall call)
    {
        var arn = call.Parameter(Arn)!;
        var target = call.Hub.Document(Kind, arn) ?? throw NotFound(arn);
        if (call.Text("Name") is { } name) target["Name"] = name;
        if (call.Text("Description") is { } description) target["Description"] = description;
        call.Hub.Keep(Kind, arn, target);
        return HttpReply.Json([]);
    }

    private static HttpReply Delete(ServiceCall call)
    {
        var arn = call.Parameter(Arn)!;
        return call.Hub.Drop(Kind, arn) ? HttpReply.Json(new JsonObject { [Arn] = arn }) : throw NotFound(arn);
    }

    private static ServiceError NotFound(string arn) => new(404, "ResourceNotFoundException", $"Action target {arn} not found");
}
