using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Aws;

/// <summary>
/// Calls the operations of one service in one Region through the SDK's pipeline: credentials, signature, retries,
/// connections are the SDK's.
/// </summary>
internal sealed class AwsServiceClient : AmazonServiceClient
{
    // Enough to outlast throttling, and few enough that somebody who waits at a prompt learns of an outage.
    private const int Retries = 4;

    private readonly AwsService service;
    private readonly AwsOperation.Marshaller marshaller;
    private long answeredAt;

    /// <summary>A client of a service.</summary>
    /// <param name="session">Who calls, and where.</param>
    /// <param name="service">The service.</param>
    /// <param name="region">The Region.</param>
    /// <param name="retries">How often the SDK tries again, with growing pauses, before a failure is the caller's.</param>
    public AwsServiceClient(AwsSession session, AwsService service, string region, int retries = Retries)
        : base(session.Credentials, Configure(session, service, region, retries))
    {
        this.service = service;
        marshaller = new AwsOperation.Marshaller(service);
    }

    /// <summary>The service's own time with its last answer, by the second; null where it has not said any.</summary>
    public DateTimeOffset? AnsweredAt =>
        Interlocked.Read(ref answeredAt) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Calls an operation and reads the reply.</summary>
    /// <exception cref="AwsException">The service could not be reached or refused.</exception>
    public async Task<T> CallAsync<T>(AwsOperation operation, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        try
        {
            var options = new InvokeOptions
            {
                RequestMarshaller = marshaller, ResponseUnmarshaller = new AwsReply.Unmarshaller(operation.LongestReply),
            };
            var reply = await InvokeAsync<AwsReply>(operation, options, cancellationToken).ConfigureAwait(false);
            if (reply.Date is { } date) Interlocked.Exchange(ref answeredAt, date.UtcTicks);
            return read(reply.Json);
        }
        // A refusal that comes at the same time as the cancellation is a refusal.
        catch (Exception failure) when (!(cancellationToken.IsCancellationRequested && failure is OperationCanceledException))
        {
            throw AwsFailure.Explain(failure, $"{service.Id} {operation.Name}", AwsEndpoints.Find(Config).URL);
        }
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<Amazon.Runtime.Internal.EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new AwsEndpoints());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureVersion4());
    }

    private static AwsServiceConfig Configure(AwsSession session, AwsService service, string region, int retries)
    {
        // Left alone, the SDK tries a connection that was reset ten times more, at once and apart from its other retries: meant for
        // one that the service closed while it idled, it multiplies the calls of an outage.
        var config = new AwsServiceConfig(service) { MaxErrorRetry = retries, MaxStaleConnectionRetries = Math.Min(1, retries) };
        session.Configure(config, service, region);
        return config;
    }

    private sealed class SignatureVersion4 : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }
}
