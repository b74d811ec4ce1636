using InspectorHub.Asff;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Outbox;

namespace InspectorHub.Delivery;

/// <summary>
/// Delivers ASFF findings to Security Hub until it has received them: a finding that was added is in the outbox before it is in
/// flight, and leaves it only when Security Hub has answered for it.
/// </summary>
/// <example>
/// <code>
/// using var outbox = new FindingOutbox();
/// await using var delivery = new HubDelivery(outbox, new AwsConnection { Region = "eu-central-1" });
/// await delivery.AddAsync(finding, cancellationToken);
/// var summary = await delivery.CompleteAsync(cancellationToken);
/// </code>
/// </example>
public sealed class HubDelivery : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Dispatcher dispatcher;
    private readonly string endpoint;
    private readonly string? region;

    /// <summary>Starts to deliver.</summary>
    /// <param name="outbox">Where findings wait; it stays open when this is disposed.</param>
    /// <param name="connection">
    /// Who calls, and where. Its Region, where it has one, is the Region of every finding; else each goes to its own.
    /// </param>
    /// <param name="options">What is to be different.</param>
    /// <param name="observer">Is told how it goes, on any thread.</param>
    /// <exception cref="AwsException">The endpoint of the connection cannot be one.</exception>
    public HubDelivery(FindingOutbox outbox, AwsConnection connection, DispatchOptions? options = null, DeliveryObserver? observer = null)
    {
        endpoint = SecurityHubClient.FindEndpoint(connection);
        region = connection.Region;
        dispatcher = new Dispatcher(outbox, lane => new SecurityHubClient(connection, lane.Region), options, observer, stop.Token);
    }

    /// <summary>How far it has come.</summary>
    public DeliveryProgress Progress => dispatcher.Progress;

    /// <summary>Takes a finding; waits while the disk is behind.</summary>
    /// <exception cref="FormatException">The finding lacks what it takes to deliver it: Id, AwsAccountId, a Region.</exception>
    /// <exception cref="OutboxException">The outbox does not take it.</exception>
    /// <exception cref="OperationCanceledException">It was not taken.</exception>
    public ValueTask AddAsync(AsffFinding finding, CancellationToken cancellationToken = default) =>
        dispatcher.AddAsync(new OutboundFinding(finding, region, endpoint), cancellationToken);

    /// <summary>Delivers what waits in the outbox from before; refused findings among it are sent again.</summary>
    /// <returns>How many findings.</returns>
    /// <exception cref="OutboxException">The outbox cannot be used.</exception>
    public int Resume(OutboxFilter filter) => dispatcher.Resume(filter);

    /// <summary>No more findings come: delivers until Security Hub has answered for all of them, however long that takes.</summary>
    /// <param name="cancellationToken">Stops delivery; what is left waits in the outbox, and the summary counts it.</param>
    /// <exception cref="OutboxException">The outbox could not take a finding; those before it are on disk.</exception>
    public async Task<DeliverySummary> CompleteAsync(CancellationToken cancellationToken = default)
    {
        using var stopping = cancellationToken.Register(stop.Cancel);
        return await dispatcher.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>Stops delivery, if it has not ended. What was taken is in the outbox.</summary>
    public async ValueTask DisposeAsync()
    {
        await dispatcher.DisposeAsync().ConfigureAwait(false);
        stop.Dispose();
    }
}
