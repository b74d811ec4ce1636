using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Inspector;

/// <summary>Inspector's administrator and members, and what is scanned in the organization's new accounts.</summary>
internal sealed class OrganizationOperations(InspectorMembers members)
{
    private const string Administrators = "inspector-administrator";
    private const string Configuration = "inspector-organization";

    public IEnumerable<Operation> All =>
    [
        new("ListMembers", List),
        new("GetMember", Get),
        new("AssociateMember", call => Set(call, isMember: true)),
        new("DisassociateMember", call => Set(call, isMember: false)),
        new("GetDelegatedAdminAccount", GetAdministrator),
        new("ListDelegatedAdminAccounts", ListAdministrators),
        new("EnableDelegatedAdminAccount", EnableAdministrator),
        new("DisableDelegatedAdminAccount", DisableAdministrator),
        new("DescribeOrganizationConfiguration", Describe),
        new("UpdateOrganizationConfiguration", Update),
    ];

    private HttpReply List(ServiceCall call)
    {
        var all = call.Member("onlyAssociated") is { ValueKind: JsonValueKind.False };
        List<JsonObject> found = [.. members.Of(call.Hub, call.Now).Where(member => all || InspectorMembers.IsEnabled(member))];
        return Page<JsonObject>.Of(call, $"ListMembers {all}", found).ToReply("members", member => member, "nextToken");
    }

    private HttpReply Get(ServiceCall call)
    {
        var account = call.Text("accountId");
        var member = members.Of(call.Hub, call.Now).FirstOrDefault(member => InspectorMembers.AccountOf(member) == account)
            ?? throw new ServiceError(404, "ResourceNotFoundException", $"Account {account} is not a member.");
        return HttpReply.Json(new JsonObject { ["member"] = member });
    }

    private static HttpReply Set(ServiceCall call, bool isMember)
    {
        var account = call.Text("accountId")!;
        InspectorMembers.Set(call.Hub, account, isMember, call.Now);
        return HttpReply.Json(new JsonObject { ["accountId"] = account });
    }

    private HttpReply GetAdministrator(ServiceCall call) => members.Over(call) is { } administrator
        ? HttpReply.Json(
            new JsonObject { ["delegatedAdmin"] = new JsonObject { ["accountId"] = administrator, ["relationshipStatus"] = "ENABLED" } })
        : throw new ServiceError(404, "ResourceNotFoundException", "There is no delegated administrator.");

    private HttpReply ListAdministrators(ServiceCall call)
    {
        List<JsonObject> found = [.. call.Hub.Documents(Administrators)];
        if (found.Count == 0 && members.Administrator is { } administrator) found.Add(Administrator(administrator));
        return Page<JsonObject>.Of(call, "ListDelegatedAdminAccounts", found).ToReply(
            "delegatedAdminAccounts", account => account, "nextToken");
    }

    private HttpReply EnableAdministrator(ServiceCall call)
    {
        var account = call.Text("delegatedAdminAccountId")!;
        if (call.Hub.Documents(Administrators).Any(known => (string?)known["accountId"] != account))
            throw new ServiceError(409, "ConflictException", "There is a delegated administrator already.");
        call.Hub.Keep(Administrators, account, Administrator(account));
        return HttpReply.Json(new JsonObject { ["delegatedAdminAccountId"] = account });
    }

    private static HttpReply DisableAdministrator(ServiceCall call)
    {
        var account = call.Text("delegatedAdminAccountId")!;
        if (!call.Hub.Drop(Administrators, account))
            throw new ServiceError(404, "ResourceNotFoundException", $"Account {account} is not the delegated administrator.");
        return HttpReply.Json(new JsonObject { ["delegatedAdminAccountId"] = account });
    }

    private static HttpReply Describe(ServiceCall call) => HttpReply.Json(new JsonObject
    {
        ["autoEnable"] = call.Hub.Document(Configuration, "")
            ?? new JsonObject { ["ec2"] = false, ["ecr"] = false, ["lambda"] = false, ["lambdaCode"] = false },
        ["maxAccountLimitReached"] = false,
    });

    private static HttpReply Update(ServiceCall call)
    {
        var autoEnable = JsonObject.Create(call.Input.GetProperty("autoEnable"))!;
        call.Hub.Keep(Configuration, "", autoEnable);
        return HttpReply.Json(new JsonObject { ["autoEnable"] = autoEnable });
    }

    private static JsonObject Administrator(string account) => new() { ["accountId"] = account, ["status"] = "ENABLED" };
}
