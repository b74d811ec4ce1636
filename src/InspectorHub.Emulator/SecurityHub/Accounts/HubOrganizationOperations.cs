using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub.Accounts;

/// <summary>The organization's administrator of Security Hub, and what is enabled for its new accounts.</summary>
internal sealed class HubOrganizationOperations(Memberships memberships)
{
    private const string Kind = "organization";
    private const string Central = "CENTRAL";

    public IEnumerable<Operation> All =>
    [
        new("EnableOrganizationAdminAccount", Enable) { WorksWithoutHub = true },
        new("DisableOrganizationAdminAccount", Disable) { WorksWithoutHub = true },
        new("ListOrganizationAdminAccounts", List) { WorksWithoutHub = true },
        new("DescribeOrganizationConfiguration", Describe),
        new("UpdateOrganizationConfiguration", Update),
    ];

    /// <summary>Whether the organization's settings come from configuration policies, and the caller is who says so.</summary>
    public static bool IsCentral(Memberships memberships, ServiceCall call) =>
        memberships.IsAdministrator(call.Caller.Account)
        && (string?)call.Hub.Document(Kind, "configuration")?["OrganizationConfiguration"]?["ConfigurationType"] == Central;

    private HttpReply Enable(ServiceCall call)
    {
        RequireOrganization();
        var account = call.Text("AdminAccountId")!;
        if (!memberships.IsAdministrator(account))
            throw call.Refuse($"Account {account} is not a member of organization, or another one is its administrator");
        return HttpReply.Json(new JsonObject { ["AdminAccountId"] = account, ["Feature"] = call.Text("Feature") ?? "SecurityHub" });
    }

    private HttpReply Disable(ServiceCall call)
    {
        RequireOrganization();
        return HttpReply.Json([]);
    }

    private HttpReply List(ServiceCall call)
    {
        var accounts = memberships.Administrator is { } administrator
            ? new JsonArray(new JsonObject { ["AccountId"] = administrator, ["Status"] = "ENABLED" })
            : [];
        return HttpReply.Json(new JsonObject { ["AdminAccounts"] = accounts, ["Feature"] = call.Parameter("Feature") ?? "SecurityHub" });
    }

    private HttpReply Describe(ServiceCall call) => ForAdministrator(call, call.Hub.Document(Kind, "configuration") ?? new JsonObject
    {
        ["AutoEnable"] = false,
        ["MemberAccountLimitReached"] = false,
        ["AutoEnableStandards"] = "DEFAULT",
        ["OrganizationConfiguration"] = new JsonObject { ["ConfigurationType"] = "LOCAL", ["Status"] = "ENABLED" },
    });

    private HttpReply Update(ServiceCall call)
    {
        RequireAdministrator(call);
        var autoEnable = call.Input.GetProperty("AutoEnable").GetBoolean();
        var standards = call.Text("AutoEnableStandards") ?? "DEFAULT";
        var central = call.Member("OrganizationConfiguration") is { } asked
            && asked.TryGetProperty("ConfigurationType", out var type)
            && type.ValueEquals(Central);
        if (central && autoEnable) throw call.Refuse("AutoEnable must be false when ConfigurationType is CENTRAL");
        if (central && standards != "NONE") throw call.Refuse("AutoEnableStandards must be NONE when ConfigurationType is CENTRAL");
        call.Hub.Keep(Kind, "configuration", new JsonObject
        {
            ["AutoEnable"] = autoEnable,
            ["MemberAccountLimitReached"] = false,
            ["AutoEnableStandards"] = standards,
            ["OrganizationConfiguration"] = new JsonObject { ["ConfigurationType"] = central ? Central : "LOCAL", ["Status"] = "ENABLED" },
        });
        return HttpReply.Json([]);
    }

    private HttpReply ForAdministrator(ServiceCall call, JsonObject reply)
    {
        RequireAdministrator(call);
        return HttpReply.Json(reply);
    }

    private void RequireAdministrator(ServiceCall call)
    {
        if (!memberships.IsAdministrator(call.Caller.Account))
            throw new ServiceError(
                401, "InvalidAccessException", $"Account {call.Caller.Account} is not an administrator for this organization");
    }

    private void RequireOrganization()
    {
        if (memberships.Administrator is null)
            throw new ServiceError(400, "AWSOrganizationsNotInUseException", "Your account is not a member of an organization.");
    }
}
