using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Inspector;

/// <summary>How Inspector scans and what it has cost: what an account has that has changed nothing and scanned nothing.</summary>
internal static class ConfigurationOperations
{
    private static readonly string[] Services = ["EC2", "ECR", "LAMBDA"];
    private static readonly string[] Permissions = ["ENABLE_SCANNING", "DISABLE_SCANNING", "ENABLE_REPOSITORY", "DISABLE_REPOSITORY"];

    public static IEnumerable<Operation> All =>
    [
        new("GetConfiguration", GetConfiguration),
        new("ListAccountPermissions", ListPermissions),
        new("ListUsageTotals", ListUsage),
    ];

    private static HttpReply GetConfiguration(ServiceCall call) => HttpReply.Json(new JsonObject
    {
        ["ecrConfiguration"] =
            new JsonObject { ["rescanDurationState"] = new JsonObject { ["rescanDuration"] = "LIFETIME", ["status"] = "SUCCESS" } },
        ["ec2Configuration"] =
            new JsonObject { ["scanModeState"] = new JsonObject { ["scanMode"] = "EC2_HYBRID", ["scanModeStatus"] = "SUCCESS" } },
    });

    private static HttpReply ListPermissions(ServiceCall call)
    {
        var asked = call.Text("service");
        return HttpReply.Json(new JsonObject
        {
            ["permissions"] = new JsonArray(
            [
                .. Services.Where(service => asked is null || service == asked)
                    .SelectMany(
                        service => Permissions.Select(operation => new JsonObject { ["service"] = service, ["operation"] = operation })),
            ]),
        });
    }

    private static HttpReply ListUsage(ServiceCall call)
    {
        var accounts = call.Texts("accountIds") is { Count: > 0 } named ? named : [call.Caller.Account];
        return HttpReply.Json(new JsonObject
        {
            ["totals"] = new JsonArray(
                [.. accounts.Select(account => new JsonObject { ["accountId"] = account, ["usage"] = new JsonArray() })]),
        });
    }
}
