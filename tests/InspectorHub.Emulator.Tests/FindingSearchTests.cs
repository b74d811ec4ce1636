using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.SecurityHub.Search;
using InspectorHub.Emulator.Store;
using InspectorHub.Emulator.Store.Columns;

namespace InspectorHub.Emulator.Tests;

/// <summary>The search for findings beside <see cref="FindingReference"/>, which knows no columns, bytes and pages.</summary>
public sealed class FindingSearchTests : IDisposable
{
    private const string Region = "eu-central-1";

    private readonly HubStore store = new(path: null);
    private readonly Hubs hubs;

    public FindingSearchTests() => hubs = new Hubs(store, TimeProvider.System, areOn: true);

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_searches_find_what_the_reference_finds_page_by_page(int seed)
    {
        var made = new RandomFinding(seed);
        var random = new Random(seed);
        string[] accounts = ["111111111111", "222222222222", "333333333333"];
        var held = new List<(string Account, JsonElement Finding)>();
        for (var id = 0; id < 400; id++)
        {
            var account = accounts[random.Next(accounts.Length)];
            var json = made.Finding(id);
            hubs.Of(account, Region).Add("", JsonMembers.Read(json));
            held.Add((account, JsonSerializer.Deserialize<JsonElement>(json)));
        }

        var found = 0;
        for (var search = 0; search < 300; search++)
        {
            string[] seen = search % 3 == 0 ? accounts : [accounts[search % 3]];
            var filters = made.Filters();
            var field = made.Maybe() ? made.Order() : null;
            var isDescending = made.Maybe();
            var all = held.Where(one => seen.Contains(one.Account)).Select(one => one.Finding);
            var expected = Expected(all, filters, field, isDescending);
            found += expected.Count;
            var of = seen.Length == 1 ? hubs.Of(seen[0], Region).Findings : hubs.FindingsOf(hub => seen.Contains(hub.Account));
            Assert.True(
                expected.SequenceEqual(Pages(of, filters, field, isDescending, size: random.Next(5, 150))),
                $"Seed {seed}, search {search}: {filters} in the order of {field ?? "none"}, {(isDescending ? "desc" : "asc")}");
        }

        // It is no comparison where nothing is found.
        Assert.True(found > 8_000, $"{found}");
    }

    [Fact]
    public async Task Whoever_reads_while_others_write_sees_each_finding_once_and_whole()
    {
        const int Held = 2_000;
        var held = Enumerable.Range(0, Held).Select(id => $"{id}").ToHashSet();
        var hub = hubs.Of("111111111111", Region);
        for (var id = 0; id < Held; id++) hub.Add("", Numbered(id, version: 0));
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            for (var round = 1; !stop.IsCancellationRequested; round++)
            {
                var changed = (int)(round * 7919L % Held);
                hub.Transaction(() =>
                {
                    // A reader goes on to the last finding, so that there must be one.
                    if (round < Held) hub.Add("", Numbered(Held + round, round));
                    hub.Replace(hub.Findings.WithId($"{changed}")[0], "", Numbered(changed, round));
                    return 0;
                });
            }
        }, TestContext.Current.CancellationToken);
        try
        {
            // Both filters fit all of them; one reads the first members, one the last.
            foreach (var field in new[] { null, "Id", "ResourceId" })
            {
                Assert.Superset(held, ReadWhole(hub, """{"NoteText":[{"Value":"x","Comparison":"NOT_EQUALS"}]}""", field));
                Assert.Superset(held, ReadWhole(hub, """{"ResourceType":[{"Value":"Other"}]}""", field));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
        }
    }

    private static HashSet<string> ReadWhole(Hub hub, string filters, string? field)
    {
        var ids = new HashSet<string>();
        var search = Search(hub.Findings, JsonSerializer.Deserialize<JsonElement>(filters), field, isDescending: false);
        foreach (var (_, body) in search.Matching())
        {
            var finding = JsonSerializer.Deserialize<JsonElement>(body);
            Assert.True(ids.Add(finding.GetProperty("Id").GetString()!));
            Assert.Equal(finding.GetProperty("Title").GetString(), finding.GetProperty("Vulnerabilities")[0].GetProperty("Id").GetString());
        }

        return ids;
    }

    // A version stands at the beginning and at the end, in texts of many lengths.
    private static JsonMembers Numbered(int id, int version)
    {
        var text = new string('v', version % 500) + version;
        return JsonMembers.Read(JsonSerializer.SerializeToUtf8Bytes(new
        {
            Id = $"{id}", ProductArn = "arn", Title = text, Resources = new[] { new { Type = "Other", Id = $"r{id}" } },
            Vulnerabilities = new[] { new { Id = text } },
        }));
    }

    private static List<string> Expected(IEnumerable<JsonElement> findings, JsonElement filters, string? field, bool isDescending)
    {
        var matching = findings.Where(finding => FindingReference.Matches(finding, filters));
        if (field is not null)
        {
            var (path, isTime) = (FindingAttributes.All[field].Path, FindingAttributes.All[field].Kind == FilterKind.Date);
            IComparable? Key(JsonElement finding) => FindingReference.Key(finding, path, isTime);
            // Equal ones are the other way round, too, where the largest is first; those without a value are last either way.
            matching = isDescending
                ? matching.Reverse().OrderBy(finding => Key(finding) is null).ThenByDescending(Key)
                : matching.OrderBy(finding => Key(finding) is null).ThenBy(Key);
        }

        return [.. matching.Select(finding => finding.GetProperty("Id").GetString()!)];
    }

    private static IEnumerable<string> Pages(HubFindings findings, JsonElement filters, string? field, bool isDescending, int size)
    {
        var place = default(FindingPlace);
        while (true)
        {
            var search = Search(findings, filters, field, isDescending);
            var page = search.Matching(place).Take(size).ToList();
            foreach (var (_, body) in page) yield return JsonSerializer.Deserialize<JsonElement>(body).GetProperty("Id").GetString()!;
            if (page.Count < size) yield break;
            place = FindingPlace.Read(search.PlaceOf(page[size - 1].Row).ToBytes(), field is null ? 0 : 1)!.Value;
        }
    }

    private static FindingSearch Search(HubFindings findings, JsonElement filters, string? field, bool isDescending)
    {
        var read = FindingFilters.Read(filters, DateTimeOffset.UnixEpoch);
        if (field is null) return new FindingSearch(findings, read);
        var attribute = FindingAttributes.All[field];
        var place = new ColumnPlace(attribute.Path, attribute.Kind == FilterKind.Date);
        return new FindingSearch(findings, read, new ColumnOrder(place, isDescending));
    }
}
