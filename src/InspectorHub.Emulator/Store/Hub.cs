using InspectorHub.Asff;
using InspectorHub.Aws;
using Microsoft.Data.Sqlite;

namespace InspectorHub.Emulator.Store;

/// <summary>Security Hub of one account in one Region: on or off, its product subscriptions and its findings.</summary>
internal sealed class Hub
{
    private const int Chunk = 128;
    private const string Columns = "row, updated_at, set_by_customer, body";

    // With a new hub these are on already. Source: Security Hub user guide, AWS service integrations.
    private static readonly string[] ProductsOfAws =
        ["access-analyzer", "config", "firewall-manager", "guardduty", "health", "inspector", "macie", "securityhub", "ssm-patch-manager"];

    private const string Product = "(SELECT id FROM product WHERE arn = $2)";

    private readonly HubStore store;
    private readonly SortedRows sorted = new();
    private readonly long key;
    private long version;

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
        Partition = AwsRegions.Partition(region);
        var isNew = false;
        key = store.Transaction(() =>
        {
            if (FindKey() is { } known) return known;
            isNew = true;
            store.Execute("INSERT INTO hub (account, region, auto_enable_controls, control_finding_generator) VALUES ($0, $1, 1, 'SECURITY_CONTROL')", account, region);
            return FindKey()!.Value;
        });
        if (isNew && turnedOnAt is { } now) TurnOn(now, "SECURITY_CONTROL");
    }

    public string Account { get; }

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
    public IReadOnlyList<string> Subscriptions => store.Query("SELECT arn FROM subscription WHERE hub = $0 ORDER BY arn", row => row.GetString(0), key);

    /// <summary>Enables Security Hub, and with it the integrations of AWS's own services.</summary>
    public void TurnOn(DateTimeOffset now, string controlFindingGenerator) => store.Transaction(() =>
    {
        foreach (var product in ProductsOfAws) Subscribe($"arn:{Partition}:securityhub:{Region}:{Account}:product-subscription/aws/{product}");
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

    /// <summary>Adds a subscription; false when it was there.</summary>
    public bool Subscribe(string arn) => store.Execute("INSERT OR IGNORE INTO subscription VALUES ($0, $1)", key, arn) > 0;

    /// <summary>Removes a subscription; false when there was none.</summary>
    public bool Unsubscribe(string arn) => store.Execute("DELETE FROM subscription WHERE hub = $0 AND arn = $1", key, arn) > 0;

    /// <summary>Does work on this hub that nobody else sees half done.</summary>
    public T Transaction<T>(Func<T> work) => store.Transaction(work);

    /// <summary>The finding of this name, or null.</summary>
    public HeldFinding? Find(string productArn, string id) =>
        store.Query($"SELECT {Columns} FROM finding WHERE hub = $0 AND id = $1 AND product = {Product}", Read, key, id, productArn).FirstOrDefault();

    /// <summary>Adds a finding.</summary>
    public void Add(string productArn, string id, DateTimeOffset updatedAt, FindingEntry finding)
    {
        Interlocked.Increment(ref version);
        store.Execute("INSERT OR IGNORE INTO product (arn) VALUES ($0)", productArn);
        store.Execute(
            $"""
            INSERT INTO finding (hub, id, product, updated_at, set_by_customer, record_state, severity_label, workflow_status, body)
            VALUES ($0, $1, {Product}, $3, '', $4, $5, $6, $7)
            """,
            key, id, productArn, updatedAt.UtcTicks, finding.RecordState, finding.SeverityLabel, finding.WorkflowStatus, finding.Body);
    }

    /// <summary>Replaces a finding.</summary>
    public void Replace(HeldFinding held, DateTimeOffset updatedAt, string setByCustomer, FindingEntry finding)
    {
        Interlocked.Increment(ref version);
        store.Execute(
            """
            UPDATE finding SET updated_at = $1, set_by_customer = $2, record_state = $3, severity_label = $4, workflow_status = $5, body = $6
            WHERE row = $0
            """,
            held.Row, updatedAt.UtcTicks, setByCustomer, finding.RecordState, finding.SeverityLabel, finding.WorkflowStatus, finding.Body);
    }

    /// <summary>Rows in an order; see <see cref="SortedRows"/>.</summary>
    public IReadOnlyList<long> Sorted(string query, bool continues, bool lasts, Func<IEnumerable<long>> sort) =>
        sorted.Of(query, Interlocked.Read(ref version), continues, lasts, sort);

    /// <summary>The findings after a row, in the order in which they came; read in chunks, so that imports go on meanwhile.</summary>
    /// <param name="row">0 for all.</param>
    /// <param name="wanted">Values by attribute. Findings without any of them are passed over where the attribute has a column.</param>
    public IEnumerable<HeldFinding> After(long row, IReadOnlyDictionary<string, string[]> wanted)
    {
        var narrowed = "";
        List<object> values = [];
        foreach (var column in FindingEntry.Columns)
        {
            if (!wanted.TryGetValue(column.Key, out var those)) continue;
            narrowed += $" AND {column.Value} IN ({string.Join(", ", those.Select((_, index) => $"${2 + values.Count + index}"))})";
            values.AddRange(those);
        }

        var sql = $"SELECT {Columns} FROM finding WHERE hub = $0 AND row > $1{narrowed} ORDER BY row LIMIT {Chunk}";
        while (true)
        {
            var chunk = store.Query(sql, Read, [key, row, .. values]);
            foreach (var finding in chunk) yield return finding;
            if (chunk.Count < Chunk) yield break;
            row = chunk[chunk.Count - 1].Row;
        }
    }

    /// <summary>The finding in a row; null when it has gone.</summary>
    public HeldFinding? At(long row) => store.Query($"SELECT {Columns} FROM finding WHERE row = $0", Read, row).FirstOrDefault();

    /// <summary>The findings of any product with this Id.</summary>
    public IReadOnlyList<HeldFinding> WithId(string id) =>
        store.Query($"SELECT {Columns} FROM finding WHERE hub = $0 AND id = $1", Read, key, id);

    private static HeldFinding Read(SqliteDataReader row) => new(
        row.GetInt64(0), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero), row.GetString(2), row.GetFieldValue<byte[]>(3));

    private long? FindKey() =>
        store.Query("SELECT id FROM hub WHERE account = $0 AND region = $1", row => (long?)row.GetInt64(0), Account, Region).FirstOrDefault();
}
