using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHubV2;

/// <summary>
/// The Security Hub that holds OCSF, on and off. Enabling what is on and disabling what is off is no error: the operations have none for
/// it in the service's model.
/// </summary>
internal static class HubV2Operations
{
    public static IEnumerable<Operation> All =>
    [
        new("DescribeSecurityHubV2", Describe) { WorksWithoutHub = true },
        new("EnableSecurityHubV2", Enable) { WorksWithoutHub = true },
        new("DisableSecurityHubV2", Disable) { WorksWithoutHub = true },
    ];

    /// <summary>The hub of the caller's account.</summary>
    public static HubV2 Of(ServiceCall call) => call.Hubs.V2Of(call.Caller.Account, call.Region);

    /// <summary>The hub, where it is on.</summary>
    /// <exception cref="ServiceError">403: it is off.</exception>
    public static HubV2 Required(ServiceCall call)
    {
        var hub = Of(call);
        if (hub.SubscribedAt is null)
            throw new ServiceError(403, "AccessDeniedException", $"Account {hub.Account} is not subscribed to AWS Security Hub V2");
        return hub;
    }

    private static HttpReply Describe(ServiceCall call)
    {
        var hub = Of(call);
        if (hub.SubscribedAt is not { } since)
            throw new ServiceError(404, "ResourceNotFoundException", $"Account {hub.Account} is not subscribed to AWS Security Hub V2");
        return HttpReply.Json(reply =>
        {
            reply.WriteString("HubV2Arn", hub.Arn);
            reply.WriteString("SubscribedAt", since);
            reply.WriteStartObject("Features");
            reply.WriteEndObject();
        });
    }

    private static HttpReply Enable(ServiceCall call)
    {
        var hub = Of(call);
        hub.TurnOn(call.Now);
        TagOperations.Set(call, hub.Arn);
        return HttpReply.Json(reply => reply.WriteString("HubV2Arn", hub.Arn));
    }

    private static HttpReply Disable(ServiceCall call)
    {
        Of(call).TurnOff();
        return HttpReply.Json(_ => { });
    }
}
