using System.Globalization;
using System.Text;
using InspectorHub.Common;
using InspectorHub.Emulator.Access;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Inspector;
using InspectorHub.Emulator.SecurityHub;
using InspectorHub.Emulator.SecurityHub.Accounts;
using InspectorHub.Emulator.Store;
using InspectorHub.Emulator.Sts;

namespace InspectorHub.Emulator.Services;

/// <summary>Where every call arrives: faults strike, the caller is identified, the pace is kept, the service answers.</summary>
internal sealed class RequestDispatcher
{
    private readonly IReadOnlyList<IEmulatedService> services;
    private readonly EmulatorOptions options;
    private readonly EmulatorFaults faults;
    private readonly AccessKeys keys;
    private readonly Hubs hubs;
    private readonly TimeProvider clock;
    private long calls;

    public RequestDispatcher(
        EmulatorOptions options, EmulatorFaults faults, AccessKeys keys, Hubs hubs, EmulatedInspector inspector, Products products,
        TimeProvider clock)
    {
        var memberships = new Memberships(options, hubs, clock);
        var members = new InspectorMembers(options, memberships);
        this.options = options;
        this.faults = faults;
        this.keys = keys;
        Rates = new CallRates(options.RateScale, options.Clock);
        this.hubs = hubs;
        this.clock = clock;
        services =
        [
            new SecurityHubService(options, products, inspector, memberships, members),
            new Inspector2Service(inspector, members, hubs, keys.Own.Caller.PlaysEveryAccount ? keys.Own.Caller.Account : null),
            new ClassicService(inspector),
            new StsService(keys, options.ExternalIds),
        ];
    }

    public CallRates Rates { get; }

    public long Calls => Interlocked.Read(ref calls);

    public CallLog Log { get; } = new();

    public void ClearCalls()
    {
        Log.Clear();
        Interlocked.Exchange(ref calls, 0);
    }

    public async Task<HttpReply> AnswerAsync(HttpRequest request, CancellationToken stop)
    {
        var received = clock.GetUtcNow();
        var requestId = Guid.NewGuid().ToString();
        var signature = Signature.Of(request);
        var (service, target) = Find(request, signature);
        var operation = target?.Name ?? $"{request.Method} {request.Path}";
        var hits = faults.Hit(operation);
        Interlocked.Increment(ref calls);

        ServiceCall? call = null;
        ServiceError? refusal = null;
        HttpReply? reply = null;
        try
        {
            foreach (var hit in hits) reply ??= await hit.StrikeAsync(options.Clock, stop).ConfigureAwait(false);
            if (reply is null)
            {
                call = Accept(request, signature, target, service, [.. hits.Select(hit => hit.Fault)], received);
                reply = Carry(service, target!.Operation!, call);
            }
        }
        catch (ServiceError error)
        {
            refusal = ErrorNames.In(target?.Model, error);
            reply = Refuse(service, refusal, error.RetryAfter, requestId);
        }

        if (hits.Any(hit => hit.Fault.Kind == EmulatorFaultKind.ResetAfterAccept)) reply = HttpReply.Reset;
        if (reply != HttpReply.Reset) Mark(reply, requestId, received);
        Tell(new EmulatorCall(
            operation, service.Name, call?.Caller.Account, call?.Region ?? signature?.Region ?? "",
            new ItemList<string>(call is null ? [] : FindingIds(operation, call)), received, clock.GetUtcNow(), reply.Status,
            refusal?.Code));
        return reply;
    }

    private ServiceCall Accept(
        HttpRequest request, Signature? signature, RequestTarget? target, IEmulatedService service, IReadOnlyList<EmulatorFault> inForce,
        DateTimeOffset received)
    {
        var caller = Identify(request, signature);
        if (target?.Operation is null)
        {
            var operation = target?.Name ?? $"{request.Method} {request.Path}";
            throw new ServiceError(501, "NotImplementedException", $"The emulator does not play {operation} of {service.Name}.");
        }

        return new ServiceCall(request, target, caller, signature?.Region ?? options.Region, hubs, inForce, received);
    }

    private static HttpReply Refuse(IEmulatedService service, ServiceError refusal, TimeSpan? retryAfter, string requestId)
    {
        var reply = service.Refuse(refusal, requestId);
        if (retryAfter is { } wait)
            reply.Headers["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return reply;
    }

    private void Tell(EmulatorCall call)
    {
        Log.Add(call);
        options.Observer?.Invoke(call);
    }

    // A signed call names its service. An unsigned one is for the service that has its path; Security Hub, whose address
    // this is, refuses the rest.
    private (IEmulatedService Service, RequestTarget? Target) Find(HttpRequest request, Signature? signature)
    {
        if (signature is not null)
        {
            var named = services.FirstOrDefault(service => service.Name == signature.Service);
            return (named ?? services[0], named?.Find(request));
        }

        foreach (var service in services)
        {
            if (service.Find(request) is { } target) return (service, target);
        }

        return (services[0], null);
    }

    private Caller Identify(HttpRequest request, Signature? signature)
    {
        if (signature is not null) return keys.Identify(request, signature);
        return options.VerifySignatures
            ? throw new ServiceError(403, "MissingAuthenticationTokenException", "Missing Authentication Token")
            : keys.Own.Caller;
    }

    private HttpReply Carry(IEmulatedService service, Operation operation, ServiceCall call)
    {
        try
        {
            if (service is SecurityHubService) Rates.Take(operation.Name, PacedAccount(operation.Name, call), call.Region);
            return service.Answer(operation, call);
        }
        catch (Exception failure) when (failure is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // What reading a member as another type than it has comes to.
            throw new ServiceError(
                400, "SerializationException", "A member of the body is missing or has another type than the operation's.");
        }
        catch (Exception failure) when (failure is not (ServiceError or ObjectDisposedException))
        {
            // A full disk, or a fault of the emulator's own: seen by the client, as it would be with the real one.
            throw new ServiceError(500, "InternalException", failure.Message);
        }
    }

    // What the gateway before AWS's services adds to every answer.
    private static void Mark(HttpReply reply, string requestId, DateTimeOffset received)
    {
        reply.Headers["x-amzn-RequestId"] = requestId;
        reply.Headers["x-amz-apigw-id"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(requestId.Substring(0, 11)));
        reply.Headers["X-Amzn-Trace-Id"] = $"Root=1-{received.ToUnixTimeSeconds():x8}-{requestId.Replace("-", "").Substring(0, 24)}";
    }

    // While every account is played, each has its own pace, as in AWS.
    private static string PacedAccount(string operation, ServiceCall call) =>
        call.Caller.PlaysEveryAccount && operation == "BatchImportFindings" && call.Findings[0].AwsAccountId is { } account
            ? account
            : call.Caller.Account;

    private static IReadOnlyList<string> FindingIds(string operation, ServiceCall call)
    {
        try
        {
            return operation switch
            {
                "BatchImportFindings" => [.. call.Findings.Select(finding => finding.Id ?? "")],
                "BatchUpdateFindings" =>
                    [.. call.Input.GetProperty("FindingIdentifiers").EnumerateArray().Select(
                        named => named.GetProperty("Id").GetString()!)],
                _ => [],
            };
        }
        catch (Exception failure) when (failure is ServiceError or InvalidOperationException or KeyNotFoundException)
        {
            return [];
        }
    }
}
