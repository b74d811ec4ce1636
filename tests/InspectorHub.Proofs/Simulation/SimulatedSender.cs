using InspectorHub.Delivery;
using InspectorHub.Outbox;

namespace InspectorHub.Proofs.Simulation;

/// <summary>A sender's process: it has the outbox open, delivers, and may be killed at any instant.</summary>
internal sealed class SimulatedSender : IDisposable
{
    private readonly ProcessTime clock;
    private readonly FindingOutbox outbox;
    private readonly Dispatcher dispatcher;
    private readonly Action<string> broken;
    private Task<DeliverySummary>? completing;
    private int given;

    public SimulatedSender(string path, VirtualTime time, VirtualHub hub, Random random, Action<FindingResult> settled,
        Action<string> broken)
    {
        this.broken = broken;
        clock = new ProcessTime(time);
        outbox = new FindingOutbox(path, new OutboxOptions { Time = clock, IsFlushed = false });
        var options = new DispatchOptions
        {
            Sender = new LaneSenderOptions { IsSingleThreaded = true, Jitter = random.NextDouble, Poll = TimeSpan.FromSeconds(30) },
            RetryStopped = TimeSpan.FromMinutes(1),
        };
        dispatcher = new Dispatcher(outbox, lane => hub.Of(lane, clock), options, new DeliveryObserver(settled, _ => { }));
        dispatcher.Resume(new OutboxFilter { States = [OutboxState.Pending] });
    }

    /// <summary>Whether it takes findings.</summary>
    public bool IsTaking => completing is null;

    /// <summary>Whether it has come to its end by itself.</summary>
    public bool IsDone => completing is { IsCompleted: true };

    /// <summary>Gives it a finding: when this returns, it is in the outbox.</summary>
    public void Add(OutboundFinding finding)
    {
        dispatcher.Add(finding);
        given++;
    }

    /// <summary>No more findings come.</summary>
    public void Complete() => completing = dispatcher.CompleteAsync();

    /// <summary>Ends it as it ends by itself, and checks what it says of itself.</summary>
    public void Close()
    {
        if (completing!.IsFaulted) broken($"A sender ended with {completing.Exception!.InnerException}");
        else Check(completing.Result);
        clock.IsAlive = false;
        dispatcher.Dispose();
        outbox.Dispose();
    }

    /// <summary>SIGKILL.</summary>
    public void Dispose()
    {
        clock.IsAlive = false;
        outbox.Abandon();
    }

    private void Check(DeliverySummary summary)
    {
        if (summary.Findings < given) broken($"{given} findings were given and {summary.Findings} are accounted for.");
    }
}
