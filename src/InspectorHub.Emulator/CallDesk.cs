using System.Globalization;
using System.Text;
using InspectorHub.Emulator.Access;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Inspector;
using InspectorHub.Emulator.SecurityHub;
using InspectorHub.Emulator.Store;
using InspectorHub.Emulator.Sts;

namespace InspectorHub.Emulator;

/// <summary>Where every call arrives: faults strike, the caller is identified, the pace is kept, the service answers.</summary>
internal sealed class CallDesk
{
    private readonly Dictionary<string, IEmulatedService> services;
    private readonly EmulatorOptions options;
    private readonly EmulatorFaults faults;
    private readonly AccessKeys keys;
    private readonly Hubs hubs;
    private long calls;

    public CallDesk(EmulatorOptions options, EmulatorFaults faults, AccessKeys keys, Hubs hubs)
    {
        this.options = options;
        this.faults = faults;
        this.keys = keys;
        Rates = new CallRates(options.RateScale, options.Clock);
        this.hubs = hubs;
        var inspector = new InspectorFindings(options.InspectorFindings);
        IEmulatedService[] played =
        [
            new SecurityHubService(new ImportOperation(options)),
            new Inspector2Service(inspector, [.. options.InspectorScans]),
            new ClassicService(inspector),
            new StsService(keys, options.ExternalIds),
        ];
        services = played.ToDictionary(service => service.Name);
    }

    public CallRates Rates { get; }

    public long Calls => Interlocked.Read(ref calls);

    public async Task<HttpReply> AnswerAsync(HttpRequest request, CancellationToken stop)
    {
        var received = options.Clock.GetUtcNow();
        var requestId = Guid.NewGuid().ToString();
        var signature = Signature.Of(request);
        // Unsigned calls are refused in the form of Security Hub, whose address this is.
        var service = services.TryGetValue(signature?.Service ?? "", out var named) ? named : services["securityhub"];
        var label = "";
        var route = service == named ? service.Find(request, out label) : null;
        var operation = route?.Operation ?? $"{request.Method} {request.Path}";
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
                var caller = Identify(request, signature);
                if (route is null) throw new ServiceError(501, "NotImplementedException", $"The emulator does not play {operation} of {signature!.Service}.");
                call = new ServiceCall(request, label, caller, signature!.Region, hubs.Of(caller.Account, signature.Region), [.. hits.Select(hit => hit.Fault)], received);
                reply = Carry(service, route, call);
            }
        }
        catch (ServiceError error)
        {
            refusal = error;
            reply = service.Refuse(error, requestId);
            if (error.RetryAfter is { } wait) reply.Headers["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (hits.Any(hit => hit.Fault.Kind == EmulatorFaultKind.ResetAfterAccept)) reply = HttpReply.Reset;
        if (reply != HttpReply.Reset)
        {
            reply.Headers["x-amzn-RequestId"] = requestId;
            reply.Headers["x-amz-apigw-id"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(requestId.Substring(0, 11)));
        }

        options.Observer?.Invoke(new EmulatorCall(
            operation,
            call?.Caller.Account,
            signature?.Region ?? "",
            call is null ? [] : FindingIds(operation, call),
            received,
            options.Clock.GetUtcNow(),
            reply.Status,
            refusal?.Code));
        return reply;
    }

    private Caller Identify(HttpRequest request, Signature? signature)
    {
        if (signature is null) throw new ServiceError(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        return keys.Identify(request, signature);
    }

    private HttpReply Carry(IEmulatedService service, Route route, ServiceCall call)
    {
        try
        {
            if (service is SecurityHubService) Rates.Take(route.Operation, PacedAccount(route.Operation, call), call.Region);
            return route.Answer(call);
        }
        catch (Exception failure) when (failure is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // What reading a member as another type than it has comes to.
            throw new ServiceError(400, "SerializationException", "A member of the body is missing or has another type than the operation's.");
        }
        catch (Exception failure) when (failure is not (ServiceError or ObjectDisposedException))
        {
            // A full disk, or a fault of the emulator's own: seen by the client, as it would be with the real one.
            throw new ServiceError(500, "InternalException", failure.Message);
        }
    }

    // While every account is played, each has its own pace, as in AWS.
    private static string PacedAccount(string operation, ServiceCall call) =>
        call.Caller.PlaysEveryAccount && operation == "BatchImportFindings" && call.Findings[0].AwsAccountId is { } account
            ? account
            : call.Caller.Account;

    private static IReadOnlyList<string> FindingIds(string operation, ServiceCall call)
    {
        if (operation != "BatchImportFindings") return [];
        try
        {
            return [.. call.Findings.Select(finding => finding.Id ?? "")];
        }
        catch (ServiceError)
        {
            return [];
        }
    }
}
