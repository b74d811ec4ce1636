using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub.Accounts;

/// <summary>An administrator as its members see it: invitations, and the account that was accepted.</summary>
internal sealed class InvitationOperations(Memberships memberships)
{
    public IEnumerable<Operation> All =>
    [
        new(
            "ListInvitations",
            call => Page<JsonObject>.Of(call, "ListInvitations", Invitations(call)).ToReply("Invitations", invitation => invitation)),
        new("GetInvitationsCount", call => HttpReply.Json(new JsonObject { ["InvitationsCount"] = Invitations(call).Count })),
        new("AcceptAdministratorInvitation", call => Accept(call, "AdministratorId")),
        new("AcceptInvitation", call => Accept(call, "MasterId")),
        new("DeclineInvitations", Decline),
        new("DeleteInvitations", Decline),
        new("GetAdministratorAccount", call => Get(call, "Administrator")),
        new("GetMasterAccount", call => Get(call, "Master")),
        new("DisassociateFromAdministratorAccount", Leave),
        new("DisassociateFromMasterAccount", Leave),
    ];

    private List<JsonObject> Invitations(ServiceCall call) =>
        [.. Over(call).Where(one => Memberships.StatusOf(one.Member) == "INVITED").Select(one => Invitation(one.Account, one.Member))];

    private HttpReply Accept(ServiceCall call, string parameter)
    {
        var account = call.Text(parameter);
        var (administrator, member) = Over(call).FirstOrDefault(one =>
            one.Account == account
                && Memberships.StatusOf(one.Member) == "INVITED"
                && (string?)one.Member["InvitationId"] == call.Text("InvitationId"));
        if (member is null) throw new ServiceError(404, "ResourceNotFoundException", $"There is no such invitation of account {account}");
        memberships.Keep(administrator, call.Region, member, "ENABLED");
        return HttpReply.Json([]);
    }

    private HttpReply Decline(ServiceCall call)
    {
        var unprocessed = new JsonArray();
        foreach (var account in call.Texts("AccountIds"))
        {
            var (administrator, member) = Over(call).FirstOrDefault(
                one => one.Account == account && Memberships.StatusOf(one.Member) == "INVITED");
            if (member is not null) memberships.Keep(administrator, call.Region, member, "CREATED");
            else unprocessed.Add(
                new JsonObject { ["AccountId"] = account, ["ProcessingResult"] = $"There is no invitation of account {account}" });
        }

        return HttpReply.Json(new JsonObject { ["UnprocessedAccounts"] = unprocessed });
    }

    private HttpReply Get(ServiceCall call, string name)
    {
        var (administrator, member) = Over(call).FirstOrDefault(one => Memberships.IsEnabled(one.Member));
        return HttpReply.Json(member is null ? [] : new JsonObject { [name] = Invitation(administrator, member) });
    }

    private HttpReply Leave(ServiceCall call)
    {
        var (administrator, member) = Over(call).FirstOrDefault(one => Memberships.IsEnabled(one.Member));
        if (member is null)
            throw new ServiceError(404, "ResourceNotFoundException", $"Account {call.Caller.Account} has no administrator account");
        memberships.Keep(administrator, call.Region, member, "RESIGNED");
        return HttpReply.Json([]);
    }

    private IEnumerable<(string Account, JsonObject Member)> Over(ServiceCall call) => memberships.OverOf(call.Caller.Account, call.Region);

    private static JsonObject Invitation(string administrator, JsonObject member) => new()
    {
        ["AccountId"] = administrator,
        ["InvitationId"] = (string?)member["InvitationId"] ?? administrator,
        ["InvitedAt"] = (string?)member["InvitedAt"],
        ["MemberStatus"] = Memberships.StatusOf(member),
    };
}
