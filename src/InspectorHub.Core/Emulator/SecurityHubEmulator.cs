using System.Collections.Concurrent;
using System.Text;
using InspectorHub.Emulator.Access;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Inspector;
using InspectorHub.Emulator.SecurityHub;
using InspectorHub.Emulator.Store;
using InspectorHub.Emulator.Sts;

namespace InspectorHub.Emulator;

/// <summary>
/// A Security Hub on this machine that keeps to the contract of the real one and misbehaves on demand. It listens from its
/// construction until it is disposed; then its port is free and nothing of it is left but the file of <see cref="EmulatorOptions.Path"/>.
/// </summary>
public sealed class SecurityHubEmulator : IDisposable
{
    private readonly EmulatorOptions options;
    private readonly ConcurrentDictionary<(string Account, string Region), Hub> hubs = new();
    private readonly Dictionary<string, IEmulatedService> services;
    private readonly AccessKeys keys;
    private readonly CallRates rates;
    private readonly HubStore store;
    private readonly HttpServer server;
    private long calls;

    /// <summary>Starts it.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The port is taken, or the address is not this machine's.</exception>
    public SecurityHubEmulator(EmulatorOptions options)
    {
        this.options = options;
        keys = new AccessKeys(options);
        rates = new CallRates(options.RateScale);
        var inspector = new InspectorFindings(options.InspectorFindings);
        IEmulatedService[] played =
        [
            new SecurityHubService(new ImportOperation(options, Rejection)),
            new Inspector2Service(inspector, [.. options.InspectorScans]),
            new ClassicService(inspector),
            new StsService(keys),
        ];
        services = played.ToDictionary(service => service.Name);
        store = new HubStore(options.Path);
        try
        {
            Faults = new EmulatorFaults(options.Clock, refuse => server!.Refuse(refuse));
            server = new HttpServer(options.Address, options.Port, AnswerAsync);
            foreach (var fault in options.Faults) Faults.Add(fault);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What clients take as their endpoint, for example <c>http://127.0.0.1:40123</c>.</summary>
    public string EndpointUrl => $"http://{server.EndPoint}";

    /// <summary>The port it listens on.</summary>
    public int Port => server.EndPoint.Port;

    /// <summary>The access key id that clients sign with.</summary>
    public string AccessKey => keys.Own.Id;

    /// <summary>The secret of the access key.</summary>
    public string SecretKey => keys.Own.Secret;

    /// <summary>The faults in force.</summary>
    public EmulatorFaults Faults { get; }

    /// <summary>Calls received so far, refused ones included.</summary>
    public long Calls => Interlocked.Read(ref calls);

    /// <summary>Findings held, of all accounts and Regions.</summary>
    public long Findings => store.Query("SELECT COUNT(*) FROM finding", row => row.GetInt64(0))[0];

    /// <summary>Ends every connection and frees the port at once.</summary>
    public void Dispose()
    {
        Faults?.Dispose();
        server?.Dispose();
        store.Dispose();
        rates.Dispose();
    }

    private async Task<HttpReply> AnswerAsync(HttpRequest request, CancellationToken stop)
    {
        Interlocked.Increment(ref calls);
        var received = options.Clock.GetUtcNow();
        var requestId = Guid.NewGuid().ToString();
        var signature = Signature.Of(request);
        var service = services.TryGetValue(signature?.Service ?? "", out var known) ? known : services["securityhub"];
        var label = "";
        var route = signature is null ? null : service.Find(request, out label);
        var operation = route?.Operation ?? $"{request.Method} {request.Path}";

        Caller? caller = null;
        ServiceError? refusal = null;
        HttpReply? reply = null;
        var hits = Faults.Hit(operation);
        try
        {
            reply = await MisbehaveAsync(hits, stop).ConfigureAwait(false);
            if (reply is null)
            {
                caller = Identify(request, signature);
                if (route is null) throw new ServiceError(501, "NotImplementedException", $"The emulator does not play {operation} of {signature!.Service}.");
                reply = Carry(service, route, new ServiceCall(request, label, caller, signature!.Region, HubOf(caller.Account, signature.Region), received));
            }
        }
        catch (ServiceError error)
        {
            refusal = error;
            reply = service.Refuse(error, requestId);
            if (error.RetryAfter is { } wait) reply.Headers["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (hits.Any(hit => hit.Fault.Kind == EmulatorFaultKind.ResetAfterAccept)) reply = HttpReply.Reset;
        if (reply != HttpReply.Reset)
        {
            reply.Headers["x-amzn-RequestId"] = requestId;
            reply.Headers["x-amz-apigw-id"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(requestId.Substring(0, 11)));
        }

        options.Observer?.Invoke(new EmulatorCall(
            operation, caller?.Account, signature?.Region ?? "", FindingIds(route, request), received, options.Clock.GetUtcNow(), reply.Status, refusal?.Code));
        return reply;
    }

    private static IReadOnlyList<string> FindingIds(Route? route, HttpRequest request)
    {
        if (route?.Operation != "BatchImportFindings") return [];
        try
        {
            return [.. ImportOperation.Read(request.Body).Select(finding => finding.Id ?? "")];
        }
        catch (ServiceError)
        {
            return [];
        }
    }

    private Caller Identify(HttpRequest request, Signature? signature)
    {
        if (signature is null) throw new ServiceError(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        return keys.Identify(request, signature);
    }

    private HttpReply Carry(IEmulatedService service, Route route, ServiceCall call)
    {
        if (service is SecurityHubService) rates.Take(route.Operation, RateAccount(route, call), call.Region);
        return route.Answer(call);
    }

    // While every account is played, each has its own pace, as in AWS.
    private static string RateAccount(Route route, ServiceCall call) =>
        call.Caller.PlaysEveryAccount && route.Operation == "BatchImportFindings" && ImportOperation.Read(call.Request.Body)[0].AwsAccountId is { } account
            ? account
            : call.Caller.Account;

    private Hub HubOf(string account, string region) =>
        hubs.GetOrAdd((account, region), _ => new Hub(store, account, region, options.Clock.GetUtcNow()));

    private static async Task<HttpReply?> MisbehaveAsync(IReadOnlyList<FaultInForce> hits, CancellationToken stop)
    {
        foreach (var hit in hits)
        {
            var fault = hit.Fault;
            switch (fault.Kind)
            {
                case EmulatorFaultKind.Latency:
                    await Task.Delay(fault.Delay, stop).ConfigureAwait(false);
                    break;
                case EmulatorFaultKind.Hang:
                    using (var either = CancellationTokenSource.CreateLinkedTokenSource(hit.Lifted, stop))
                    {
                        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
                    }

                    return HttpReply.Reset;
                case EmulatorFaultKind.Reset:
                    return HttpReply.Reset;
                case EmulatorFaultKind.Garbage:
                    return new HttpReply(200, "text/html", Encoding.UTF8.GetBytes(fault.Message ?? "<html><body><h1>Please sign in to the network</h1></body></html>"));
                case EmulatorFaultKind.Throttle:
                    throw new ServiceError(429, fault.ErrorCode ?? "TooManyRequestsException", fault.Message ?? "Too Many Requests") { RetryAfter = fault.RetryAfter };
                case EmulatorFaultKind.Status:
                    throw new ServiceError(fault.Status, fault.ErrorCode ?? ErrorCodeOf(fault.Status), fault.Message ?? "The emulator was told to fail.") { RetryAfter = fault.RetryAfter };
            }
        }

        return null;
    }

    private static string ErrorCodeOf(int status) => status switch
    {
        400 => "InvalidInputException",
        401 => "InvalidAccessException",
        403 => "AccessDeniedException",
        404 => "ResourceNotFoundException",
        409 => "ResourceConflictException",
        429 => "TooManyRequestsException",
        500 => "InternalException",
        _ => "ServiceUnavailableException",
    };

    private string? Rejection(SentFinding finding)
    {
        foreach (var fault in Faults.InForce)
        {
            if (fault.Kind == EmulatorFaultKind.RejectFinding && (Wildcard.Matches(fault.Match, finding.Id ?? "") || Wildcard.Matches(fault.Match, finding.Title ?? "")))
            {
                return fault.Message ?? "Finding does not adhere to Amazon Finding Format. The emulator was told to refuse it.";
            }
        }

        return null;
    }
}
