using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Common;

namespace InspectorHub.Emulator.Store;

/// <summary>Security Hub of one account in one Region: on or off, its product subscriptions and its findings.</summary>
internal sealed class Hub
{
    // With a new hub these are on already. Source: Security Hub user guide, AWS service integrations.
    private static readonly string[] ProductsOfAws =
        ["access-analyzer", "config", "firewall-manager", "guardduty", "health", "inspector", "macie", "securityhub", "ssm-patch-manager"];

    // From the shorter on.
    private static readonly string[] LongMembers =
        ["Description", "Remediation", "FindingProviderFields", "ProductFields", "Resources", "Vulnerabilities"];

    private readonly HubStore store;
    private readonly long key;

    /// <summary>Opens the hub.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="account">The account.</param>
    /// <param name="region">The Region.</param>
    /// <param name="turnedOnAt">When one that was never seen before is turned on; null leaves it off.</param>
    public Hub(HubStore store, string account, string region, DateTimeOffset? turnedOnAt)
    {
        this.store = store;
        Account = account;
        Region = region;
        Partition = Partitions.Of(region);
        var isNew = false;
        key = store.Transaction(() =>
        {
            if (FindKey() is { } known) return known;
            isNew = true;
            store.Execute(
                "INSERT INTO hub (account, region, auto_enable_controls, control_finding_generator) VALUES ($0, $1, 1, 'SECURITY_CONTROL')",
                account, region);
            return FindKey()!.Value;
        });
        Findings = new HubFindings(store, [key]);
        if (isNew && turnedOnAt is { } now) TurnOn(now, "SECURITY_CONTROL");
    }

    public string Account { get; }

    /// <summary>Its findings.</summary>
    public HubFindings Findings { get; }

    public string Region { get; }

    public string Partition { get; }

    public string Arn => $"arn:{Partition}:securityhub:{Region}:{Account}:hub/default";

    /// <summary>Whether Security Hub is enabled, since when, and how.</summary>
    public HubSettings Settings => store.Query(
        "SELECT subscribed_at, auto_enable_controls, control_finding_generator FROM hub WHERE id = $0",
        row => new HubSettings(row.IsDBNull(0) ? null : row.GetString(0), row.GetBoolean(1), row.GetString(2)),
        key)[0];

    public bool IsOn => Settings.SubscribedAt is not null;

    /// <summary>Subscription ARNs in their order.</summary>
    public IReadOnlyList<string> Subscriptions =>
        store.Query("SELECT arn FROM subscription WHERE hub = $0 ORDER BY arn", row => row.GetString(0), key);

    /// <summary>Enables Security Hub, and with it the integrations of AWS's own services.</summary>
    public void TurnOn(DateTimeOffset now, string controlFindingGenerator) => store.Transaction(() =>
    {
        foreach (var product in ProductsOfAws)
            Subscribe($"arn:{Partition}:securityhub:{Region}:{Account}:product-subscription/aws/{product}");
        return store.Execute(
            "UPDATE hub SET subscribed_at = $1, control_finding_generator = $2 WHERE id = $0",
            key, AsffTime.Milliseconds(now), controlFindingGenerator);
    });

    /// <summary>Disables Security Hub. AWS's integrations end; findings stay for the day it is enabled again.</summary>
    public void TurnOff() => store.Transaction(() =>
    {
        store.Execute("DELETE FROM subscription WHERE hub = $0 AND arn LIKE '%:product-subscription/aws/%'", key);
        return store.Execute("UPDATE hub SET subscribed_at = NULL WHERE id = $0", key);
    });

    /// <summary>Changes how Security Hub goes about controls; null leaves it.</summary>
    public void Change(bool? autoEnableControls, string? controlFindingGenerator) => store.Execute(
        """
        UPDATE hub SET auto_enable_controls = COALESCE($1, auto_enable_controls),
            control_finding_generator = COALESCE($2, control_finding_generator)
        WHERE id = $0
        """,
        key, autoEnableControls, controlFindingGenerator);

    /// <summary>Adds a subscription; false when it was there.</summary>
    public bool Subscribe(string arn) => store.Execute("INSERT OR IGNORE INTO subscription VALUES ($0, $1)", key, arn) > 0;

    /// <summary>Removes a subscription; false when there was none.</summary>
    public bool Unsubscribe(string arn) => store.Execute("DELETE FROM subscription WHERE hub = $0 AND arn = $1", key, arn) > 0;

    /// <summary>A thing of some kind that is kept beside the findings (a member, a filter, tags), or null.</summary>
    public JsonObject? Document(string kind, string id) =>
        store.Query("SELECT body FROM document WHERE hub = $0 AND kind = $1 AND id = $2", row => row.GetString(0), key, kind, id)
            .Select(body => JsonNode.Parse(body)!.AsObject()).FirstOrDefault();

    /// <summary>All of a kind, by their ids.</summary>
    public IReadOnlyList<JsonObject> Documents(string kind) =>
        store.Query(
            "SELECT body FROM document WHERE hub = $0 AND kind = $1 ORDER BY id",
            row => JsonNode.Parse(row.GetString(0))!.AsObject(), key, kind);

    /// <summary>Keeps one, in the place of what was there.</summary>
    public void Keep(string kind, string id, JsonObject document) =>
        store.Execute("INSERT OR REPLACE INTO document VALUES ($0, $1, $2, $3)", key, kind, id, document.ToJsonString());

    /// <summary>Drops one; false when there was none.</summary>
    public bool Drop(string kind, string id) =>
        store.Execute("DELETE FROM document WHERE hub = $0 AND kind = $1 AND id = $2", key, kind, id) > 0;

    /// <summary>Does work on this hub that nobody else sees half done.</summary>
    public T Transaction<T>(Func<T> work) => store.Transaction(work);

    /// <summary>Adds a finding.</summary>
    public void Add(string setByCustomer, JsonMembers finding)
    {
        Arrange(finding);
        store.Locked(findings => findings.Add(key, finding.Text("Id")!, setByCustomer, finding));
    }

    /// <summary>Replaces a finding.</summary>
    public void Replace(HeldFinding held, string setByCustomer, JsonMembers finding)
    {
        Arrange(finding);
        store.Locked(findings => findings.Replace(held.Row, setByCustomer, finding));
    }

    // The long members stand last: whoever looks for something else is through before them.
    private void Arrange(JsonMembers finding)
    {
        finding.MoveToEnd(LongMembers);
        store.FindingChanged?.Invoke(Account, Region, finding.ToUtf8());
    }

    private long? FindKey() =>
        store.Query(
            "SELECT id FROM hub WHERE account = $0 AND region = $1", row => (long?)row.GetInt64(0), Account, Region).FirstOrDefault();
}
