using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub.Accounts;

/// <summary>
/// The hubs whose findings a caller sees: its own, its members', and in the Region that aggregates those of the linked Regions.
/// </summary>
internal sealed class FindingScope(Memberships memberships)
{
    public HubFindings Of(ServiceCall call)
    {
        var accounts = memberships.SeenBy(call.Caller.Account, call.Region);
        var isLinked = AggregatorOperations.LinkedTo(call.Hub.Document(AggregatorOperations.Kind, ""));
        if (accounts.Count == 0 && isLinked is null) return call.Hub.Findings;
        var seen = new HashSet<string>(accounts) { call.Caller.Account };
        return call.Hubs.FindingsOf(
            hub => seen.Contains(hub.Account) && (hub.Region == call.Region || isLinked?.Invoke(hub.Region) == true));
    }
}
