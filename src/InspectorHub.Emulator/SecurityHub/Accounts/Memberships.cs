using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub.Accounts;

/// <summary>
/// Who is whose member: the accounts of the organization that the emulator was given, and those that an account has asked by
/// invitation. Source: Security Hub API, <c>Member</c>.
/// </summary>
internal sealed class Memberships(EmulatorOptions options, Hubs hubs, TimeProvider clock)
{
    private const string Kind = "member";
    private const string Enabled = "ENABLED";

    /// <summary>The delegated administrator of the organization; null when there is none.</summary>
    public string? Administrator => options.Administrator;

    public bool IsAdministrator(string account) => account == options.Administrator;

    /// <summary>All members of an account, whatever has become of them.</summary>
    public IReadOnlyList<JsonObject> Of(Hub hub)
    {
        var asked = hub.Documents(Kind);
        if (!IsAdministrator(hub.Account)) return asked;
        var known = new HashSet<string>(asked.Select(AccountOf));
        return [.. options.Members.Where(account => !known.Contains(account)).Select(
            account => New(hub, account, email: null, Enabled)), .. asked];
    }

    public JsonObject? Find(Hub hub, string account) => Of(hub).FirstOrDefault(member => AccountOf(member) == account);

    /// <summary>The accounts whose findings an account sees beside its own.</summary>
    public IReadOnlyList<string> SeenBy(string account, string region) =>
        [.. Of(hubs.Of(account, region)).Where(member => IsEnabled(member) && AccountOf(member) != account).Select(AccountOf)];

    /// <summary>The administrators that an account has, or that have asked it.</summary>
    public IEnumerable<(string Account, JsonObject Member)> OverOf(string account, string region)
    {
        var asked = hubs.Find(Kind, account, region);
        foreach (var one in asked) yield return one;
        if (
            options.Administrator is { } administrator
                && options.Members.Contains(account)
                && !asked.Any(one => one.Account == administrator))
        {
            yield return (administrator, New(hubs.Of(administrator, region), account, email: null, Enabled));
        }
    }

    public JsonObject New(Hub hub, string account, string? email, string status)
    {
        var now = AsffTime.Milliseconds(clock.GetUtcNow());
        var member = new JsonObject
        {
            ["AccountId"] = account,
            ["MasterId"] = hub.Account,
            ["AdministratorId"] = hub.Account,
            ["MemberStatus"] = status,
            ["InvitedAt"] = now,
            ["UpdatedAt"] = now,
        };
        if (email is not null) member["Email"] = email;
        return member;
    }

    public void Keep(Hub hub, JsonObject member, string status)
    {
        member["MemberStatus"] = status;
        member["UpdatedAt"] = AsffTime.Milliseconds(clock.GetUtcNow());
        hub.Keep(Kind, AccountOf(member), member);
    }

    public void Keep(string administrator, string region, JsonObject member, string status) =>
        Keep(hubs.Of(administrator, region), member, status);

    public static bool Drop(Hub hub, string account) => hub.Drop(Kind, account);

    public static string AccountOf(JsonObject member) => (string)member["AccountId"]!;

    public static string StatusOf(JsonObject member) => (string)member["MemberStatus"]!;

    public static bool IsEnabled(JsonObject member) => StatusOf(member) == Enabled;
}
