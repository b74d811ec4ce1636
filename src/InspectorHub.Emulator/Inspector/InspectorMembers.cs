using System.Text.Json.Nodes;
using InspectorHub.Emulator.SecurityHub.Accounts;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.Inspector;

/// <summary>
/// The member accounts of an administrator of Inspector: those of the organization, and those that it has associated itself.
/// </summary>
internal sealed class InspectorMembers(EmulatorOptions options, Memberships memberships)
{
    private const string Kind = "inspector-member";
    private const string Enabled = "ENABLED";

    /// <summary>The delegated administrator of the organization; null when there is none.</summary>
    public string? Administrator => memberships.Administrator;

    public IReadOnlyList<JsonObject> Of(Hub hub, DateTimeOffset now)
    {
        var own = hub.Documents(Kind);
        if (!memberships.IsAdministrator(hub.Account)) return own;
        var known = new HashSet<string>(own.Select(AccountOf));
        return [.. options.Members.Where(account => !known.Contains(account)).Select(account => New(hub, account, Enabled, now)), .. own];
    }

    public static void Set(Hub hub, string account, bool isMember, DateTimeOffset now) =>
        hub.Keep(Kind, account, New(hub, account, isMember ? Enabled : "REMOVED", now));

    /// <summary>
    /// Whether the caller sees what Inspector tells of an account: its own, its members', and any while every account is
    /// played.
    /// </summary>
    public Func<string, bool> SeenBy(ServiceCall call)
    {
        if (call.Caller.PlaysEveryAccount) return _ => true;
        var members = new HashSet<string>(Of(call.Hub, call.Now).Where(IsEnabled).Select(AccountOf));
        return account => account == call.Caller.Account || members.Contains(account);
    }

    /// <summary>The administrator that an account is a member of; null when it stands alone.</summary>
    public string? Over(ServiceCall call)
    {
        var own = call.Hubs.Find(Kind, call.Caller.Account, call.Region).FirstOrDefault(found => IsEnabled(found.Document)).Account;
        return own ?? (options.Members.Contains(call.Caller.Account) || call.Caller.Account == Administrator ? Administrator : null);
    }

    public static string AccountOf(JsonObject member) => (string)member["accountId"]!;

    public static bool IsEnabled(JsonObject member) => (string?)member["relationshipStatus"] == Enabled;

    private static JsonObject New(Hub hub, string account, string status, DateTimeOffset now) => new()
    {
        ["accountId"] = account,
        ["relationshipStatus"] = status,
        ["delegatedAdminAccountId"] = hub.Account,
        ["updatedAt"] = InspectorJson.Date(now),
    };
}
