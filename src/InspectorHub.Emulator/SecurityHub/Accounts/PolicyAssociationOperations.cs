using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub.Accounts;

/// <summary>
/// Which configuration policy is for whom: an account, an organizational unit or the root. What none is applied to inherits the root's.
/// </summary>
internal sealed class PolicyAssociationOperations(PolicyOperations policies)
{
    private const string Kind = "configuration-policy-association";
    private const string Policy = "ConfigurationPolicyId";

    // By the member of Target.
    private static readonly IReadOnlyDictionary<string, string> TargetTypes = new Dictionary<string, string>
    {
        ["AccountId"] = "ACCOUNT",
        ["OrganizationalUnitId"] = "ORGANIZATIONAL_UNIT",
        ["RootId"] = "ROOT",
    };

    public IEnumerable<Operation> All =>
    [
        new("StartConfigurationPolicyAssociation", Start),
        new("StartConfigurationPolicyDisassociation", End),
        new("GetConfigurationPolicyAssociation", Get),
        new("BatchGetConfigurationPolicyAssociations", BatchGet),
        new("ListConfigurationPolicyAssociations", List),
    ];

    /// <summary>Whether a policy is applied to anything.</summary>
    public static bool IsInUse(Hub hub, string policy) => hub.Documents(Kind).Any(association => (string?)association[Policy] == policy);

    private HttpReply Start(ServiceCall call)
    {
        policies.RequireCentral(call);
        var identifier = call.Text("ConfigurationPolicyIdentifier");
        var policy = identifier == PolicyOperations.SelfManaged ? identifier : (string)policies.Find(call, identifier)["Id"]!;
        var (id, type) = TargetOf(call.Input.GetProperty("Target"));
        var association = new JsonObject
        {
            [Policy] = policy,
            ["TargetId"] = id,
            ["TargetType"] = type,
            ["AssociationType"] = "APPLIED",
            ["UpdatedAt"] = AsffTime.Milliseconds(call.Now),
            ["AssociationStatus"] = "SUCCESS",
        };
        call.Hub.Keep(Kind, id, association);
        return HttpReply.Json(association);
    }

    private HttpReply End(ServiceCall call)
    {
        policies.RequireCentral(call);
        var identifier = call.Text("ConfigurationPolicyIdentifier");
        var policy = identifier == PolicyOperations.SelfManaged ? identifier : (string)policies.Find(call, identifier)["Id"]!;
        if (call.Member("Target") is not { } target) throw call.Refuse("Invalid parameter 'Target'. A target is required");
        var (id, _) = TargetOf(target);
        if ((string?)call.Hub.Document(Kind, id)?[Policy] != policy)
            throw new ServiceError(404, "ResourceNotFoundException", $"Configuration policy {identifier} is not associated with {id}");
        call.Hub.Drop(Kind, id);
        return HttpReply.Json([]);
    }

    private HttpReply Get(ServiceCall call)
    {
        policies.RequireCentral(call);
        var target = call.Input.GetProperty("Target");
        return HttpReply.Json(Find(call.Hub, target)
            ?? throw new ServiceError(404, "ResourceNotFoundException", $"There is no association of {TargetOf(target).Id}"));
    }

    private HttpReply BatchGet(ServiceCall call)
    {
        policies.RequireCentral(call);
        var (found, missing) = (new JsonArray(), new JsonArray());
        foreach (var named in call.Input.GetProperty("ConfigurationPolicyAssociationIdentifiers").EnumerateArray())
        {
            if (named.TryGetProperty("Target", out var target) && Find(call.Hub, target) is { } association) found.Add(association);
            else missing.Add(new JsonObject
            {
                ["ConfigurationPolicyAssociationIdentifiers"] = JsonNode.Parse(named.GetRawText()),
                ["ErrorCode"] = "ResourceNotFoundException",
                ["ErrorReason"] = "There is no such association",
            });
        }

        return HttpReply.Json(new JsonObject
        {
            ["ConfigurationPolicyAssociations"] = found,
            ["UnprocessedConfigurationPolicyAssociations"] = missing,
        });
    }

    private HttpReply List(ServiceCall call)
    {
        policies.RequireCentral(call);
        var filters = call.Member("Filters");
        bool Is(JsonObject association, string name) =>
            filters is not { } given || !given.TryGetProperty(name, out var wanted) || wanted.ValueEquals((string?)association[name]);
        List<JsonObject> wanted =
        [
            .. call.Hub.Documents(Kind).Where(
                association => Is(association, Policy) && Is(association, "AssociationType") && Is(association, "AssociationStatus")),
        ];
        return Page<JsonObject>.Of(call, "ListConfigurationPolicyAssociations", wanted, filters).ToReply(
            "ConfigurationPolicyAssociationSummaries", association => association);
    }

    private static JsonObject? Find(Hub hub, JsonElement target)
    {
        var (id, type) = TargetOf(target);
        if (hub.Document(Kind, id) is { } own) return own;
        if (type == "ROOT"
            || hub.Documents(Kind).FirstOrDefault(association => (string?)association["TargetType"] == "ROOT") is not { } root)
            return null;
        (root["TargetId"], root["TargetType"], root["AssociationType"]) = (id, type, "INHERITED");
        return root;
    }

    private static (string Id, string Type) TargetOf(JsonElement target)
    {
        var named = target.EnumerateObject().First(member => TargetTypes.ContainsKey(member.Name));
        return (named.Value.GetString()!, TargetTypes[named.Name]);
    }
}
