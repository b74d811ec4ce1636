using System.Collections.Concurrent;

namespace InspectorHub.Emulator.Store;

/// <summary>The hubs of all accounts and Regions; one comes into being when it is first asked for.</summary>
internal sealed class Hubs(HubStore store, TimeProvider clock, bool areOn)
{
    private readonly ConcurrentDictionary<(string Account, string Region), Hub> hubs = new();

    /// <summary>Findings of all hubs.</summary>
    public long Findings => store.Query("SELECT COUNT(*) FROM finding", row => row.GetInt64(0))[0];

    /// <summary>Makes all of them as if they had never been asked for.</summary>
    public void Clear()
    {
        hubs.Clear();
        store.Clear();
    }

    public Hub Of(string account, string region) => hubs.GetOrAdd((account, region), _ => new Hub(store, account, region, areOn ? clock.GetUtcNow() : null));
}
