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
        foreach (var column in FindingColumn.Indexed)
        {
            foreach (var isDescending in new[] { false, true })
            {
                var order = ColumnOrder.By(column.Path, isDescending)!;
                _ = InOrder(order, default, ("RecordState", ["ACTIVE"])).Count();
                _ = InOrder(order, new FindingPlace(1, 1L)).Count();
            }
        }
        Assert.Equal(held.Row, hub.Findings.At(held.Row)!.Row);

        var plans = store.Statements.Where(sql => sql.Contains(" finding ", StringComparison.Ordinal))
            .Where(sql => !sql.StartsWith("CREATE", StringComparison.Ordinal)).ToList()
            .ToDictionary(sql => sql, Plan);
        Assert.Equal(7 + (FindingColumn.Indexed.Count() * 6), plans.Count);
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_list_in_the_order_of_a_column_goes_on_wherever_it_is_left(bool isDescending)
    {
        for (var number = 0; number < 300; number++)
        {
            var severity = number % 3 == 0 ? "{}" : $$"""{"Normalized":{{number % 7}}}""";
            hub.Add(Product, $"{number}", DateTimeOffset.UnixEpoch, "", Entry($$"""{"Id":"{{number}}","Severity":{{severity}}}"""));
        }

        var order = ColumnOrder.By("Severity.Normalized", isDescending)!;
        var whole = InOrder(order, default).ToList();
        var valued = Enumerable.Range(0, 300).Where(number => number % 3 != 0).OrderBy(number => number % 7).ThenBy(number => number);
        Assert.Equal(
            (isDescending ? valued.Reverse() : valued).Concat(Enumerable.Range(0, 300).Where(number => number % 3 == 0))
                .Select(number => $"{number}"),
            Ids(whole.Select(found => found.Value)));
        for (var index = 0; index < 300; index += 13)
        {
            var carried = FindingPlace.Read(whole[index].Place.ToBytes())!.Value;
            Assert.Equal(whole.Skip(index + 1).Select(found => found.Place), InOrder(order, carried).Select(found => found.Place));
        }
    }

    [Fact]
    public void A_place_is_carried_as_it_is()
    {
        foreach (var key in new object?[] { null, 5L, -1L, long.MaxValue, "", "T", "seven..", "\ud83d\ude00" })
            Assert.Equal(new FindingPlace(7, key), FindingPlace.Read(new FindingPlace(7, key).ToBytes()));
        Assert.Null(FindingPlace.Read([1, 2, 3]));
        Assert.Null(FindingPlace.Read(new byte[11]));
    }

    private static FindingEntry Entry(string json) => FindingEntry.Of(JsonMembers.Read(System.Text.Encoding.UTF8.GetBytes(json)));

    private IEnumerable<byte[]> After(long row, params (string Attribute, string[] Values)[] wanted) =>
        InOrder(order: null, new FindingPlace(row), wanted).Select(found => found.Value);

    private IEnumerable<(FindingPlace Place, byte[] Value)> InOrder(
        ColumnOrder? order, FindingPlace place, params (string Attribute, string[] Values)[] wanted) =>
        hub.Findings.After(place, order, wanted.ToDictionary(one => one.Attribute, one => one.Values), json => json.ToArray());

    private static IEnumerable<string?> Ids(IEnumerable<byte[]> findings) => findings.Select(json => JsonMembers.Read(json).Text("Id"));

    private List<string> Plan(string sql) =>
        store.Query("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3),
            new object?[Enumerable.Range(0, 10).Count(number => sql.Contains($"${number}", StringComparison.Ordinal))]);
}
