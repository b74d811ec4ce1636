using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub.Accounts;

/// <summary>Members as their administrator sees them. Of the organization they are enabled at once; others are to be invited.</summary>
internal sealed class MemberOperations(Memberships memberships)
{
    public IEnumerable<Operation> All =>
    [
        new("CreateMembers", Create),
        new("GetMembers", Get),
        new("ListMembers", List),
        new("InviteMembers", call => ForEach(call, Invite)),
        new("DisassociateMembers", call => ForEach(call, Disassociate, tellsAll: false)),
        new("DeleteMembers", call => ForEach(call, Delete)),
    ];

    private HttpReply Create(ServiceCall call)
    {
        var details = call.Input.GetProperty("AccountDetails").EnumerateArray().Select(detail => (
            Account: detail.GetProperty("AccountId").GetString()!,
            Email: detail.TryGetProperty("Email", out var email) ? email.GetString() : null));
        List<(string Account, string Problem)> failed = [];
        var status = memberships.IsAdministrator(call.Caller.Account) ? "ENABLED" : "CREATED";
        foreach (var (account, email) in details)
        {
            if (memberships.Find(call.Hub, account) is not null) failed.Add((account, $"Account {account} is already a member"));
            else memberships.Keep(call.Hub, memberships.New(call.Hub, account, email, status), status);
        }

        return HttpReply.Json(new JsonObject { ["UnprocessedAccounts"] = Told(failed) });
    }

    private HttpReply Get(ServiceCall call)
    {
        var wanted = call.Texts("AccountIds");
        var members = memberships.Of(call.Hub).Where(member => wanted.Contains(Memberships.AccountOf(member))).ToList();
        var missing = wanted.Except(members.Select(Memberships.AccountOf)).Select(account => (account, NotAMember(account)));
        return HttpReply.Json(new JsonObject
        {
            ["Members"] = new JsonArray([.. members.Select(Shown)]),
            ["UnprocessedAccounts"] = Told(missing),
        });
    }

    private HttpReply List(ServiceCall call)
    {
        var all = call.Parameter("OnlyAssociated") == "false";
        var members = memberships.Of(call.Hub).Where(member => all || Memberships.IsEnabled(member)).ToList();
        return Page<JsonObject>.Of(call, $"ListMembers {all}", members).ToReply("Members", Shown);
    }

    private string? Invite(ServiceCall call, JsonObject member)
    {
        member["InvitationId"] = Guid.NewGuid().ToString("N");
        memberships.Keep(call.Hub, member, "INVITED");
        return null;
    }

    private string? Disassociate(ServiceCall call, JsonObject member)
    {
        memberships.Keep(call.Hub, member, "REMOVED");
        return null;
    }

    private static string? Delete(ServiceCall call, JsonObject member)
    {
        if (Memberships.IsEnabled(member)) return "The member account is to be disassociated first";
        Memberships.Drop(call.Hub, Memberships.AccountOf(member));
        return null;
    }

    private HttpReply ForEach(ServiceCall call, Func<ServiceCall, JsonObject, string?> work, bool tellsAll = true)
    {
        List<(string Account, string Problem)> failed = [];
        foreach (var account in call.Texts("AccountIds"))
        {
            var problem = memberships.Find(call.Hub, account) is { } member ? work(call, member) : NotAMember(account);
            if (problem is not null) failed.Add((account, problem));
        }

        return HttpReply.Json(tellsAll ? new JsonObject { ["UnprocessedAccounts"] = Told(failed) } : []);
    }

    private static string NotAMember(string account) => $"Account {account} is not a member";

    private static JsonArray Told(IEnumerable<(string Account, string Problem)> failed) =>
        new([.. failed.Select(one => new JsonObject { ["AccountId"] = one.Account, ["ProcessingResult"] = one.Problem })]);

    private static JsonObject Shown(JsonObject member)
    {
        var shown = member.DeepClone().AsObject();
        shown.Remove("InvitationId");
        return shown;
    }
}
