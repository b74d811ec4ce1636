using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.SecurityHub.Settings;
using InspectorHub.Emulator.SecurityHubV2;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>Security Hub on and off.</summary>
internal static class HubOperations
{
    /// <summary>401 while Security Hub is off: the answer of every operation but EnableSecurityHub and BatchImportFindings.</summary>
    public static void RequireHub(ServiceCall call)
    {
        if (!call.Hub.IsOn)
            throw new ServiceError(401, "InvalidAccessException", $"Account {call.Hub.Account} is not subscribed to AWS Security Hub");
    }

    public static IEnumerable<Operation> All =>
    [
        new("DescribeHub", Describe),
        new("EnableSecurityHub", Enable) { WorksWithoutHub = true },
        new("DisableSecurityHub", Disable),
        new("UpdateSecurityHubConfiguration", Update),
    ];

    private static HttpReply Describe(ServiceCall call)
    {
        if (call.Request.QueryValue("HubArn") is { } arn && arn != call.Hub.Arn)
            throw new ServiceError(404, "ResourceNotFoundException", $"Hub {arn} not found");
        var settings = call.Hub.Settings;
        return HttpReply.Json(hub =>
        {
            hub.WriteString("HubArn", call.Hub.Arn);
            hub.WriteString("SubscribedAt", settings.SubscribedAt);
            hub.WriteBoolean("AutoEnableControls", settings.AutoEnableControls);
            hub.WriteString("ControlFindingGenerator", settings.ControlFindingGenerator);
        });
    }

    private static HttpReply Enable(ServiceCall call)
    {
        if (call.Hub.IsOn) throw new ServiceError(409, "ResourceConflictException", "Account is already subscribed to Security Hub");
        var generator = call.Text("ControlFindingGenerator") ?? "SECURITY_CONTROL";
        call.Hub.TurnOn(call.Now, generator);
        if (call.Member("EnableDefaultStandards")?.GetBoolean() ?? true) StandardOperations.EnableDefaults(call);
        TagOperations.Set(call, call.Hub.Arn);
        return HttpReply.Json(_ => { });
    }

    private static HttpReply Disable(ServiceCall call)
    {
        call.Hub.TurnOff();
        StandardOperations.DisableAll(call);
        call.Hubs.Tags.RemoveAll(call.Hub.Arn);
        return HttpReply.Json(_ => { });
    }

    private static HttpReply Update(ServiceCall call)
    {
        call.Hub.Change(call.Member("AutoEnableControls")?.GetBoolean(), call.Text("ControlFindingGenerator"));
        return HttpReply.Json(_ => { });
    }
}
