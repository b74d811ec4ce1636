using InspectorHub.Asff;
using InspectorHub.Common;
using Microsoft.Data.Sqlite;

namespace InspectorHub.Emulator.Store;

/// <summary>
/// The Security Hub that holds OCSF, of one account in one Region: on or off, and what customers have set on findings. The findings
/// themselves are their products' own.
/// </summary>
internal sealed class HubV2
{
    private const string Where = "WHERE account = $0 AND region = $1";

    private readonly HubStore store;
    private readonly SortedRows sorted = new();

    /// <param name="store">Where it is kept.</param>
    /// <param name="account">The account.</param>
    /// <param name="region">The Region.</param>
    /// <param name="turnedOnAt">When one that was never seen before is turned on; null leaves it off.</param>
    public HubV2(HubStore store, string account, string region, DateTimeOffset? turnedOnAt)
    {
        this.store = store;
        Account = account;
        Region = region;
        store.Execute(
            "INSERT OR IGNORE INTO hub_v2 (account, region, subscribed_at) VALUES ($0, $1, $2)",
            account, region, turnedOnAt is { } now ? AsffTime.Milliseconds(now) : null);
    }

    public string Account { get; }

    public string Region { get; }

    public string Arn =>
        $"arn:{Partitions.Of(Region)}:securityhub:{Region}:{Account}:hubv2/{StableId.Uuid("hubv2", Account, Region)}";

    /// <summary>Since when it is on; null while it is off.</summary>
    public string? SubscribedAt =>
        store.Query($"SELECT subscribed_at FROM hub_v2 {Where}", row => row.IsDBNull(0) ? null : row.GetString(0), Account, Region)[0];

    public void TurnOn(DateTimeOffset now) =>
        store.Execute($"UPDATE hub_v2 SET subscribed_at = COALESCE(subscribed_at, $2) {Where}", Account, Region,
            AsffTime.Milliseconds(now));

    public void TurnOff() => store.Execute($"UPDATE hub_v2 SET subscribed_at = NULL {Where}", Account, Region);

    /// <summary>What customers have set, by <c>metadata.uid</c>.</summary>
    public IReadOnlyDictionary<string, FindingUpdate> Updates =>
        store.Query($"SELECT uid, status_id, severity_id, comment FROM finding_v2 {Where}", Read, Account, Region)
            .ToDictionary(entry => entry.Uid, entry => entry.Update);

    /// <summary>Sets what an update has; what it leaves null stays as it was.</summary>
    public void Update(string uid, FindingUpdate update) => store.Execute(
        """
        INSERT INTO finding_v2 (account, region, uid, status_id, severity_id, comment) VALUES ($0, $1, $2, $3, $4, $5)
        ON CONFLICT (account, region, uid) DO UPDATE SET status_id = COALESCE($3, status_id), severity_id = COALESCE($4, severity_id),
            comment = COALESCE($5, comment)
        """,
        Account, Region, uid, update.StatusId, update.SeverityId, update.Comment);

    /// <summary>
    /// Places in an order; see <see cref="SortedRows"/>. What products report changes unseen: every first page sorts anew.
    /// </summary>
    public IReadOnlyList<long> Sorted(string query, bool continues, Func<IEnumerable<long>> sort) =>
        sorted.Of(query, version: 0, continues, lasts: false, sort);

    private static (string Uid, FindingUpdate Update) Read(SqliteDataReader row) => (
        row.GetString(0),
        new FindingUpdate(
            row.IsDBNull(1) ? null : row.GetInt32(1),
            row.IsDBNull(2) ? null : row.GetInt32(2),
            row.IsDBNull(3) ? null : row.GetString(3)));
}
