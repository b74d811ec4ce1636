using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub.Accounts;

/// <summary>
/// Configuration policies of an organization whose configuration is central. They are kept and told of; the emulator's accounts
/// do not follow them.
/// </summary>
internal sealed class PolicyOperations(Memberships memberships)
{
    /// <summary>Settings that each account makes for itself, in the place of a policy.</summary>
    public const string SelfManaged = "SELF_MANAGED_SECURITY_HUB";

    private const string Kind = "configuration-policy";
    private const string Arn = "Arn";
    private const string Id = "Id";
    private const string Content = "ConfigurationPolicy";

    public IEnumerable<Operation> All =>
    [
        new("CreateConfigurationPolicy", Create),
        new("GetConfigurationPolicy", call => HttpReply.Json(Find(call, call.Parameter("Identifier")))),
        new("UpdateConfigurationPolicy", Update),
        new("DeleteConfigurationPolicy", Delete),
        new("ListConfigurationPolicies", List),
    ];

    /// <summary>403 unless the caller is the administrator and the organization's configuration is central.</summary>
    /// <remarks>In words of the service that clients look for.</remarks>
    public void RequireCentral(ServiceCall call)
    {
        if (!HubOrganizationOperations.IsCentral(memberships, call))
        {
            throw new ServiceError(
                403, "AccessDeniedException", "Must be a Security Hub delegated administrator with Central Configuration enabled");
        }
    }

    /// <summary>The policy of an ARN or an id.</summary>
    /// <exception cref="ServiceError">403 or 404.</exception>
    public JsonObject Find(ServiceCall call, string? identifier)
    {
        RequireCentral(call);
        return call.Hub.Document(Kind, identifier?.Substring(identifier.LastIndexOf('/') + 1) ?? "")
            ?? throw new ServiceError(404, "ResourceNotFoundException", $"Configuration policy {identifier} not found");
    }

    private HttpReply Create(ServiceCall call)
    {
        RequireCentral(call);
        var name = call.Text("Name")!;
        RequireFreeName(call, name, id: null);
        var id = Guid.NewGuid().ToString();
        var now = AsffTime.Milliseconds(call.Now);
        var policy = new JsonObject
        {
            [Arn] = $"arn:{call.Hub.Partition}:securityhub:{call.Region}:{call.Caller.Account}:configuration-policy/{id}",
            [Id] = id,
            ["Name"] = name,
            ["Description"] = call.Text("Description"),
            ["UpdatedAt"] = now,
            ["CreatedAt"] = now,
            [Content] = Policy(call),
        };
        call.Hub.Keep(Kind, id, policy);
        return HttpReply.Json(policy);
    }

    private HttpReply Update(ServiceCall call)
    {
        var policy = Find(call, call.Parameter("Identifier"));
        var id = (string)policy[Id]!;
        if (call.Text("Name") is { } name)
        {
            RequireFreeName(call, name, id);
            policy["Name"] = name;
        }

        if (call.Text("Description") is { } description) policy["Description"] = description;
        if (call.Member(Content) is not null) policy[Content] = Policy(call);
        policy["UpdatedAt"] = AsffTime.Milliseconds(call.Now);
        call.Hub.Keep(Kind, id, policy);
        return HttpReply.Json(policy);
    }

    private HttpReply Delete(ServiceCall call)
    {
        var policy = Find(call, call.Parameter("Identifier"));
        var id = (string)policy[Id]!;
        if (PolicyAssociationOperations.IsInUse(call.Hub, id))
            throw new ServiceError(409, "ResourceConflictException", $"Configuration policy {id} is associated with targets");
        call.Hub.Drop(Kind, id);
        return HttpReply.Json([]);
    }

    private HttpReply List(ServiceCall call)
    {
        RequireCentral(call);
        return Page<JsonObject>.Of(call, "ListConfigurationPolicies", call.Hub.Documents(Kind)).ToReply(
            "ConfigurationPolicySummaries",
            policy => new JsonObject
            {
                [Arn] = (string?)policy[Arn],
                [Id] = (string?)policy[Id],
                ["Name"] = (string?)policy["Name"],
                ["Description"] = (string?)policy["Description"],
                ["UpdatedAt"] = (string?)policy["UpdatedAt"],
                ["ServiceEnabled"] = (bool?)policy[Content]?["SecurityHub"]?["ServiceEnabled"] ?? false,
            });
    }

    private static void RequireFreeName(ServiceCall call, string name, string? id)
    {
        if (call.Hub.Documents(Kind).Any(policy => (string?)policy["Name"] == name && (string?)policy[Id] != id))
            throw new ServiceError(409, "ResourceConflictException", $"A configuration policy named {name} already exists");
    }

    // Source: Security Hub API, SecurityHubPolicy and SecurityControlsConfiguration: which standards and controls, where the service is
    // on, and the controls by what is on or by what is off.
    private static JsonObject Policy(ServiceCall call)
    {
        var policy = call.Input.GetProperty(Content);
        var hub = policy.GetProperty("SecurityHub");
        bool Has(string member, out JsonElement value) => hub.TryGetProperty(member, out value) && value.ValueKind != JsonValueKind.Null;
        if (!Has("ServiceEnabled", out var isOn)) throw Invalid("data.SecurityHub should have required property 'ServiceEnabled'");
        var hasStandards = Has("EnabledStandardIdentifiers", out _);
        var hasControls = Has("SecurityControlsConfiguration", out var controls);
        if (isOn.GetBoolean() && !(hasStandards && hasControls))
            throw Invalid("EnabledStandardIdentifiers and SecurityControlsConfiguration are required when ServiceEnabled is true");
        if (!isOn.GetBoolean() && (hasStandards || hasControls))
            throw Invalid("EnabledStandardIdentifiers and SecurityControlsConfiguration are not for a ServiceEnabled that is false");
        if (hasControls
            && controls.TryGetProperty("EnabledSecurityControlIdentifiers", out _)
            && controls.TryGetProperty("DisabledSecurityControlIdentifiers", out _))
            throw Invalid("Either EnabledSecurityControlIdentifiers or DisabledSecurityControlIdentifiers may be given");
        return JsonObject.Create(policy)!;

        ServiceError Invalid(string problem) => call.Refuse($"Invalid parameter '{Content}'. {problem}");
    }
}
