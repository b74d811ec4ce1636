using System.Collections.Concurrent;

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

    /// <summary>Makes all of them as if they had never been asked for.</summary>
    public void Clear()
    {
        hubs.Clear();
        hubsV2.Clear();
        store.Clear();
    }

    public Hub Of(string account, string region) => hubs.GetOrAdd((account, region), _ => new Lazy<Hub>(() => new Hub(store, account, region, areOn ? clock.GetUtcNow() : null))).Value;

    /// <summary>The Security Hub that holds OCSF.</summary>
    public HubV2 V2Of(string account, string region) =>
        hubsV2.GetOrAdd((account, region), _ => new Lazy<HubV2>(() => new HubV2(store, account, region, areOnV2 ? clock.GetUtcNow() : null))).Value;
}
