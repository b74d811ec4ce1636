using InspectorHub.Aws.SecurityHub;
using InspectorHub.Outbox;

namespace InspectorHub.Delivery;

/// <summary>
/// Keeps a sender at work on a lane. Where access was denied and delivery goes on all the same, another sender tries after a rest with
/// what waits there.
/// </summary>
internal sealed class LaneSupervisor : IDisposable
{
    private readonly object gate = new();
    private readonly Func<bool, LaneSender> newSender;
    private readonly Func<bool> waits;
    private readonly DispatchOptions options;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource delivery;
    private readonly CancellationTokenSource resting;
    private volatile LaneSender sender;
    private volatile bool onTrial;
    private bool finished;

    /// <summary>Starts to deliver.</summary>
    /// <param name="outbox">Where the findings wait.</param>
    /// <param name="lane">Where they go.</param>
    /// <param name="hubs">Makes the lane's Security Hub.</param>
    /// <param name="options">How senders go about it, and how long one rests who was denied access.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="delivery">Ends all lanes; cancelled by the first that fails.</param>
    public LaneSupervisor(
        FindingOutbox outbox, Lane lane, Func<Lane, ISecurityHub> hubs, DispatchOptions options, DeliveryObserver observer,
        CancellationTokenSource delivery)
    {
        this.delivery = delivery;
        resting = CancellationTokenSource.CreateLinkedTokenSource(delivery.Token);
        this.options = options;
        time = outbox.Options.Time;
        waits = () => outbox.Backlog([lane]).Waiting > 0;
        newSender = isAnother => new LaneSender(outbox, lane, hubs, options.Sender, observer, delivery.Token, isAnother);
        sender = newSender(false);
        Run = options.Sender.Start(RunAsync);
    }

    /// <summary>Over when there is nothing left to do.</summary>
    public Task Run { get; }

    /// <summary>Access was denied and has not been granted since.</summary>
    public bool IsStopped => sender.IsDenied || (onTrial && !sender.HasAnswer && HasSomethingToTry());

    /// <summary>There may be something new in the outbox.</summary>
    public void Wake() => sender.Wake();

    /// <summary>Nothing more will come.</summary>
    public void Finish()
    {
        lock (gate)
        {
            finished = true;
            sender.Finish();
        }

        resting.Cancel();
    }

    public void Dispose()
    {
        sender.Dispose();
        resting.Dispose();
    }

    // What was to be tried may be gone: delivered or thrown away by somebody else. Then only something new can tell.
    private bool HasSomethingToTry()
    {
        try
        {
            return waits();
        }
        catch (OutboxException)
        {
            // It cannot be looked at now; whoever delivers says what is wrong with it.
            return true;
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await sender.RunAsync().ConfigureAwait(false);
                if (!sender.IsDenied || options.RetryStopped is not { } pause) return;
                await options.Sender.Delay(time, pause, resting.Token).ConfigureAwait(false);
                lock (gate)
                {
                    onTrial = waits();
                    sender.Dispose();
                    sender = newSender(true);
                    if (finished) sender.Finish();
                }
            }
        }
        catch (OperationCanceledException) when (resting.IsCancellationRequested)
        {
            // Nobody waits for the lane to be opened again: what is left stays in the outbox.
        }
        catch
        {
            delivery.Cancel();
            throw;
        }
    }
}
