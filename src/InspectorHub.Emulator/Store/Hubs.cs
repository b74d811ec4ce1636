using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace InspectorHub.Emulator.Store;

/// <summary>The hubs of all accounts and Regions; one comes into being when it is first asked for.</summary>
internal sealed class Hubs(HubStore store, TimeProvider clock, bool areOn, bool areOnV2 = true)
{
    // Made once: of two that are made for two calls at a time, one would not be on yet.
    private readonly ConcurrentDictionary<(string Account, string Region), Lazy<Hub>> hubs = new();
    private readonly ConcurrentDictionary<(string Account, string Region), Lazy<HubV2>> hubsV2 = new();

    /// <summary>The tags of hubs of both kinds.</summary>
    public ResourceTags Tags { get; } = new(store);

    /// <summary>Findings of all hubs.</summary>
    public long Findings => store.Query("SELECT COUNT(*) FROM finding", row => row.GetInt64(0))[0];

    /// <summary>The findings of those hubs, read as one.</summary>
    public HubFindings FindingsOf(Func<(string Account, string Region), bool> isOne)
    {
        var all = store.Query(
            "SELECT id, account, region FROM hub", row => (Id: row.GetInt64(0), Hub: (row.GetString(1), row.GetString(2))));
        return new HubFindings(store, [.. all.Where(found => isOne(found.Hub)).Select(found => found.Id)]);
    }

    /// <summary>Everything of a kind that is kept under an id, in any account of a Region.</summary>
    public IReadOnlyList<(string Account, JsonObject Document)> Find(string kind, string id, string region) => store.Query(
        "SELECT account, body FROM document JOIN hub ON hub.id = document.hub WHERE kind = $0 AND document.id = $1 AND region = $2",
        row => (row.GetString(0), JsonNode.Parse(row.GetString(1))!.AsObject()),
        kind, id, region);

    /// <summary>Everything of a kind that an account keeps, in any Region.</summary>
    public IReadOnlyList<(string Region, JsonObject Document)> OfAccount(string kind, string account) => store.Query(
        "SELECT region, body FROM document JOIN hub ON hub.id = document.hub WHERE kind = $0 AND account = $1 ORDER BY region",
        row => (row.GetString(0), JsonNode.Parse(row.GetString(1))!.AsObject()),
        kind, account);

    /// <summary>Makes all of them as if they had never been asked for.</summary>
    public void Clear()
    {
        hubs.Clear();
        hubsV2.Clear();
        store.Clear();
    }

    public Hub Of(string account, string region) =>
        hubs.GetOrAdd((account, region), _ => new Lazy<Hub>(() => new Hub(store, account, region, areOn ? clock.GetUtcNow() : null))).Value;

    /// <summary>The Security Hub that holds OCSF.</summary>
    public HubV2 V2Of(string account, string region) =>
        hubsV2.GetOrAdd(
            (account, region), _ => new Lazy<HubV2>(() => new HubV2(store, account, region, areOnV2 ? clock.GetUtcNow() : null))).Value;
}
