using InspectorHub.Core.Tests.Delivery;
using InspectorHub.Delivery;
using InspectorHub.Outbox;
using InspectorHub.Sync;
using InspectorHub.Sync.Rounds;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>What tests of synchronizing share: an Amazon Inspector, a Security Hub, and a way from one to the other.</summary>
public abstract class SyncTest : DeliveryTest
{
    internal SimulatedInspector Inspector { get; } = new();

    internal NotingObserver Said { get; } = new();

    internal SyncOptions Options => new() { CheckpointFolder = Folder, UnusableFolder = Path.Combine(Folder, "unusable-findings") };

    /// <summary>One round with an outbox that is opened for it.</summary>
    internal async Task<DeliverySummary?> SyncAsync(SyncOptions? options = null, CancellationToken? stop = null)
    {
        using var outbox = Open();
        return await SyncAsync(outbox, options, stop);
    }

    internal async Task<DeliverySummary?> SyncAsync(FindingOutbox outbox, SyncOptions? options = null, CancellationToken? stop = null)
    {
        var cancel = stop ?? TestContext.Current.CancellationToken;
        using var sync = NewSync(outbox, options ?? Options, cancel);
        return await sync.RunAsync(cancel);
    }

    internal RegionSync NewSync(FindingOutbox outbox, SyncOptions options, CancellationToken stop, DispatchOptions? delivery = null) => new(
        _ => Task.FromResult(new ChangeListing(Inspector, SimulatedInspector.Account, endpoint: "", options)),
        options,
        () => Task.FromResult(new Dispatcher(outbox, _ => Hub, delivery ?? Quick, Observer, stop)),
        Said);

    internal string StateOf(int number) =>
        Hub.Held.TryGetValue(HubId(number), out var held) ? held.GetProperty("RecordState").GetString()! : "none";

    internal static string HubId(int number, string account = SimulatedInspector.Account) =>
        $"inspector2/eu-central-1/{account}/{number:x32}";
}
