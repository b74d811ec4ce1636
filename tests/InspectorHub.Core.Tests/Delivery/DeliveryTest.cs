using System.Collections.Concurrent;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Delivery;
using InspectorHub.Outbox;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>What tests of delivery share: a folder for the outbox, a Security Hub, quick retries, and what the observer saw.</summary>
public abstract class DeliveryTest : IDisposable
{
    internal string Folder { get; } = Directory.CreateTempSubdirectory("inspectorhub-delivery-").FullName;

    internal FakeSecurityHub Hub { get; } = new();

    internal ConcurrentQueue<FindingResult> Results { get; } = new();

    internal ConcurrentQueue<LaneNotice> Notices { get; } = new();

    /// <summary>Raised after every notice.</summary>
    internal Signal Noticed { get; } = new();

    internal DeliveryObserver Observer => new(
        Results.Enqueue,
        notice =>
        {
            Notices.Enqueue(notice);
            Noticed.Raise();
        });

    internal string OutboxPath => Path.Combine(Folder, "outbox.db");

    /// <summary>Retries without a wait worth mentioning, no limit on calls.</summary>
    internal static DispatchOptions Quick { get; } = new()
    {
        Sender = new LaneSenderOptions
        {
            RateLimit = new RateLimitOptions { CallsPerSecond = 1e6, Burst = 1_000_000 },
            FirstRetry = TimeSpan.FromMilliseconds(2),
            LongestRetry = TimeSpan.FromMilliseconds(10),
            Poll = TimeSpan.FromMilliseconds(20),
            Linger = TimeSpan.FromMilliseconds(20),
        },
    };

    internal FindingOutbox Open(OutboxOptions? options = null) => new(OutboxPath, options);

    internal async Task<DeliverySummary> SendAsync(IEnumerable<OutboundFinding> findings, DispatchOptions? options = null,
        FindingOutbox? outbox = null, Func<Lane, ISecurityHub>? hubs = null)
    {
        using var own = outbox is null ? Open() : null;
        using var dispatcher =
            new Dispatcher(outbox ?? own!, hubs ?? (_ => Hub), options ?? Quick, Observer, TestContext.Current.CancellationToken);
        foreach (var finding in findings) dispatcher.Add(finding);
        return await dispatcher.CompleteAsync();
    }

    internal static (int Pending, int InFlight, int Refused) Counts(FindingOutbox outbox)
    {
        return (Count(OutboxState.Pending), Count(OutboxState.InFlight), Count(OutboxState.Refused));

        int Count(OutboxState state) => outbox.Count(new OutboxFilter { States = [state] });
    }

    internal static async Task<DeliverySummary> QueueAsync(IEnumerable<OutboundFinding> findings, FindingOutbox outbox)
    {
        using var dispatcher = new Dispatcher(outbox, hubs: null);
        foreach (var finding in findings) dispatcher.Add(finding);
        return await dispatcher.CompleteAsync();
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
