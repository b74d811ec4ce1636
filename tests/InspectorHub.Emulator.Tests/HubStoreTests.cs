using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.Tests;

public sealed class HubStoreTests : IDisposable
{
    private const string Product = "arn:aws:securityhub:eu-central-1:123456789012:product/123456789012/default";

    private readonly HubStore store = new(path: null);
    private readonly Hub hub;

    public HubStoreTests() => hub = new Hub(store, "123456789012", "eu-central-1", DateTimeOffset.UnixEpoch);

    public void Dispose() => store.Dispose();

    [Fact]
    public void Whatever_is_asked_for_is_looked_up_and_nothing_is_sorted()
    {
        hub.Add(Product, "a", DateTimeOffset.UnixEpoch, "", Entry("{}"));
        var held = hub.Findings.Find(Product, "a")!;
        hub.Replace(held, held.UpdatedAt, "", Entry("{}"));
        Assert.Single(hub.Findings.WithId("a"));
        Assert.Single(After(0));
        Assert.Empty(After(0, ("RecordState", ["ARCHIVED"]), ("SeverityLabel", ["HIGH", "LOW"]), ("Title", ["t"])));
        Assert.Equal(held.Row, hub.Findings.At(held.Row)!.Row);

        var plans = store.Statements.Where(sql => sql.Contains(" finding ", StringComparison.Ordinal)).ToList()
            .ToDictionary(sql => sql, Plan);
        Assert.Equal(7, plans.Count);
        Assert.All(plans, plan => Assert.DoesNotContain(plan.Value, step => step.StartsWith("SCAN", StringComparison.Ordinal)
            || step.Contains("TEMP B-TREE", StringComparison.Ordinal)));
        Assert.All(plans.Where(plan => plan.Key.Contains(" id = $1", StringComparison.Ordinal)),
            plan => Assert.Contains(plan.Value, step => step.Contains("(hub=? AND id=?", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_list_longer_than_what_is_read_at_once_is_whole_and_in_its_order()
    {
        var ids = Enumerable.Range(0, 300).Select(number => $"{(number * 7919) % 300}").ToList();
        foreach (var id in ids)
            hub.Add(Product, id, DateTimeOffset.UnixEpoch, "",
                Entry($$"""{"Id":"{{id}}","RecordState":"{{(id.EndsWith('0') ? "ARCHIVED" : "ACTIVE")}}"}"""));
        Assert.Equal(ids, Ids(After(0)));
        Assert.Equal(ids.Where(id => id.EndsWith('0')), Ids(After(0, ("RecordState", ["ARCHIVED"]))));
        Assert.Equal(ids.Skip(200), Ids(After(hub.Findings.WithId(ids[199])[0].Row)));
    }

    private static FindingEntry Entry(string json) => FindingEntry.Of(JsonMembers.Read(System.Text.Encoding.UTF8.GetBytes(json)));

    private IEnumerable<byte[]> After(long row, params (string Attribute, string[] Values)[] wanted) =>
        hub.Findings.After(row, wanted.ToDictionary(one => one.Attribute, one => one.Values), json => json.ToArray())
            .Select(found => found.Value);

    private static IEnumerable<string?> Ids(IEnumerable<byte[]> findings) => findings.Select(json => JsonMembers.Read(json).Text("Id"));

    private List<string> Plan(string sql) =>
        store.Query("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3),
            new object?[Enumerable.Range(0, 10).Count(number => sql.Contains($"${number}", StringComparison.Ordinal))]);
}
