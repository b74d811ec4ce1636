using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Store;
using InspectorHub.Emulator.Store.Columns;

namespace InspectorHub.Emulator.Tests;

public sealed class HubStoreTests : IDisposable
{
    private const string Product = "arn:aws:securityhub:eu-central-1:123456789012:product/123456789012/default";

    private readonly HubStore store = new(path: null);
    private readonly Hub hub;

    public HubStoreTests() => hub = new Hub(store, "123456789012", "eu-central-1", DateTimeOffset.UnixEpoch);

    public void Dispose() => store.Dispose();

    [Fact]
    public void Whatever_is_asked_for_is_looked_up()
    {
        Add("a", "{}");
        hub.Replace(hub.Findings.WithId("a")[0], "", Members("a", "{}"));
        Assert.Single(hub.Findings.WithId("a"));
        Assert.Single(InOrder([], default));
        Assert.Empty(InOrder([Descending("Title")], default, ("RecordState", ["ARCHIVED"]), ("Severity.Label", ["HIGH", "LOW"])));

        var plans = store.Statements.Where(sql => sql.Contains(" finding", StringComparison.Ordinal)).ToList()
            .ToDictionary(sql => sql, Plan);
        Assert.NotEmpty(plans);
        // The names are read once, when a store is opened.
        Assert.All(plans, plan => Assert.DoesNotContain(plan.Value, step =>
            (step.StartsWith("SCAN", StringComparison.Ordinal) && step != "SCAN finding_name")
                || step.Contains("TEMP B-TREE", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_was_undone_is_not_found()
    {
        Add("a", """{"Title":"before"}""");
        Assert.Throws<InvalidOperationException>(() => hub.Transaction<int>(() =>
        {
            hub.Replace(hub.Findings.WithId("a")[0], "", Members("a", """{"Title":"after"}"""));
            Add("b", "{}");
            throw new InvalidOperationException("undone");
        }));
        Assert.Empty(hub.Findings.WithId("b"));
        Assert.Empty(InOrder([], default, ("Title", ["after"])));
        Assert.Single(InOrder([], default, ("Title", ["before"])));
        Add("c", "{}");
        Assert.Equal(["a", "c"], Ids(InOrder([], default)));
    }

    [Fact]
    public void A_list_longer_than_what_is_read_at_once_is_whole_and_in_its_order()
    {
        var ids = Enumerable.Range(0, 300).Select(number => $"{(number * 7919) % 300}").ToList();
        foreach (var id in ids) Add(id, $$"""{"RecordState":"{{(id.EndsWith('0') ? "ARCHIVED" : "ACTIVE")}}"}""");
        Assert.Equal(ids, Ids(InOrder([], default)));
        Assert.Equal(ids.Where(id => id.EndsWith('0')), Ids(InOrder([], default, ("RecordState", ["ARCHIVED"]))));
        Assert.Equal(ids.Skip(200), Ids(InOrder([], new FindingPlace(hub.Findings.WithId(ids[199])[0].Row))));
    }

    // Usual places, one that is not, one in a list, one of several types; alone and together.
    [Theory]
    [InlineData("Severity.Normalized")]
    [InlineData("UpdatedAt")]
    [InlineData("Title")]
    [InlineData("Resources.Id")]
    [InlineData("ProductFields.mixed")]
    [InlineData("Title", "Severity.Normalized", "UpdatedAt")]
    public void A_list_in_an_order_goes_on_wherever_it_is_left(params string[] paths)
    {
        var findings = Enumerable.Range(0, 300).Select(Mixed).ToList();
        foreach (var finding in findings) hub.Add("", finding);
        foreach (var isDescending in new[] { false, true })
        {
            ColumnOrder[] order = [.. paths.Select(path => new ColumnOrder(new ColumnPlace(path, path == "UpdatedAt"), isDescending))];
            var whole = InOrder(order, default).ToList();
            var expected = new FindingOrder();
            foreach (var path in paths) expected.Add(path, isDescending, path == "UpdatedAt" ? FindingTime.Parse : null);
            if (paths[0] != "ProductFields.mixed")
            {
                // Equal ones are the other way round, too, where the largest is first.
                var given = isDescending ? Enumerable.Reverse(findings) : findings;
                Assert.Equal(expected.Sort(given.Select(finding => (finding.Text("Id"), Keys(expected, finding)))), Ids(whole));
            }

            Assert.Equal(300, whole.Select(found => found.Row).Distinct().Count());
            for (var index = 0; index < 300; index += 13)
            {
                var place = hub.Findings.PlaceOf(whole[index].Row, order);
                var carried = FindingPlace.Read(place.ToBytes(), order.Length)!.Value;
                Assert.Equal(whole.Skip(index + 1).Select(found => found.Row), InOrder(order, carried).Select(found => found.Row));
            }
        }
    }

    [Fact]
    public void A_column_follows_what_changes()
    {
        foreach (var id in new[] { "a", "b", "c" }) Add(id, $$"""{"Title":"{{id}}","SourceUrl":"{{id}}"}""");
        foreach (var path in new[] { "Title", "SourceUrl" })
        {
            Assert.Equal(["c", "b", "a"], Ids(InOrder([Descending(path)], default)));
            hub.Replace(hub.Findings.WithId("a")[0], "", Members("a", $$"""{"{{path}}":"d"}"""));
            hub.Replace(hub.Findings.WithId("c")[0], "", Members("c", "{}"));
            Assert.Equal(["a", "b", "c"], Ids(InOrder([Descending(path)], default)));
            foreach (var id in new[] { "a", "c" })
                hub.Replace(hub.Findings.WithId(id)[0], "", Members(id, $$"""{"Title":"{{id}}","SourceUrl":"{{id}}"}"""));
        }
    }

    [Fact]
    public void A_place_is_carried_as_it_is()
    {
        foreach (var key in new object?[] { null, 5d, -1d, 1.5, 1e300, "", "T", "seven..", "\ud83d\ude00" })
        {
            var carried = FindingPlace.Read(new FindingPlace(7, key, 2d).ToBytes(), keys: 2)!.Value;
            Assert.Equal((7, key, 2d), (carried.Row, carried.Keys[0], carried.Keys[1]));
            Assert.Null(FindingPlace.Read(new FindingPlace(7, key).ToBytes(), keys: 2));
        }

        foreach (var wrong in new[] { "", "x", "[]", "[0]", "[-1]", "[\"7\"]", "[1.5]", "7", "null" })
            Assert.Null(FindingPlace.Read(System.Text.Encoding.UTF8.GetBytes(wrong), keys: 0));
    }

    private static ColumnOrder Descending(string path) => new(new ColumnPlace(path), IsDescending: true);

    private static JsonMembers Members(string id, string json)
    {
        var members = JsonMembers.Read(System.Text.Encoding.UTF8.GetBytes(json));
        members.Set("Id", id);
        members.Set("ProductArn", Product);
        return members;
    }

    private static JsonMembers Mixed(int number)
    {
        var severity = number % 3 == 0 ? "{}" : $$"""{"Normalized":{{number % 7}} }""";
        var mixed = (number % 4) switch { 0 => "null", 1 => $"{number}", 2 => "true", _ => $"\"{number}\"" };
        return Members($"{number}", $$"""
            {"Severity":{{severity}},"Title":"t\u00e9{{number % 11}}","UpdatedAt":"2025-01-01T0{{number % 5}}:00:00{{(number % 2 == 0 ? "Z" : "+01:00")}}",
            "Resources":[{"Type":"Other"},{"Id":"r{{number * 7 % 13}}"}],"ProductFields":{"mixed":{{mixed}} } }
            """);
    }

    private static IReadOnlyList<IComparable?> Keys(FindingOrder order, JsonMembers finding)
    {
        using var document = JsonDocument.Parse(finding.ToUtf8());
        return order.KeysOf(document.RootElement);
    }

    private void Add(string id, string json) => hub.Add("", Members(id, json));

    private IEnumerable<(long Row, byte[] Value)> InOrder(
        ColumnOrder[] order, FindingPlace place, params (string Path, string[] Values)[] wanted) =>
        hub.Findings.After(place, order, wanted.ToDictionary(one => one.Path, one => one.Values), finding => finding.Json.ToArray());

    private static IEnumerable<string?> Ids(IEnumerable<(long Row, byte[] Value)> findings) =>
        findings.Select(found => JsonMembers.Read(found.Value).Text("Id"));

    private List<string> Plan(string sql) =>
        store.Query("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3),
            new object?[Enumerable.Range(0, 10).Count(number => sql.Contains($"${number}", StringComparison.Ordinal))]);
}
