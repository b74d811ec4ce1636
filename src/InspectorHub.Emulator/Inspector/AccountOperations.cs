using System.Text.Json;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Inspector;

/// <summary>Inspector on and off: Enable, Disable and BatchGetAccountStatus.</summary>
internal sealed class AccountOperations(EmulatedInspector inspector, InspectorMembers members)
{
    // By their names in Enable and Disable.
    private static readonly (string Type, string Scan)[] Scans =
        [("EC2", "ec2"), ("ECR", "ecr"), ("LAMBDA", "lambda"), ("LAMBDA_CODE", "lambdaCode"), ("CODE_REPOSITORY", "codeRepository")];

    public IEnumerable<Operation> All =>
    [
        new("BatchGetAccountStatus", GetStatus),
        new("Enable", call => Turn(call, inspector.TurnOn)),
        new("Disable", call => Turn(call, inspector.TurnOff)),
    ];

    private HttpReply GetStatus(ServiceCall call) => HttpReply.Json(reply =>
    {
        reply.WriteStartArray("accounts");
        foreach (var account in Accounts(call).Where(members.SeenBy(call)))
        {
            var on = inspector.ScansIn(account, call.Region);
            reply.WriteStartObject();
            reply.WriteString("accountId", account);
            WriteState(reply, "state", on.Count > 0);
            reply.WriteStartObject("resourceState");
            foreach (var (_, scan) in Scans) WriteState(reply, scan, IsOn(on, scan));
            reply.WriteEndObject();
            reply.WriteEndObject();
        }

        reply.WriteEndArray();
        WriteFailed(reply, call);
    });

    private HttpReply Turn(ServiceCall call, Action<string, string, string[]> turn)
    {
        var named = call.Texts("resourceTypes");
        string[] types = [.. Scans.Where(scan => named.Count == 0 || named.Contains(scan.Type)).Select(scan => scan.Scan)];
        var accounts = Accounts(call).Where(members.SeenBy(call)).ToList();
        foreach (var account in accounts) turn(account, call.Region, types);
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("accounts");
            foreach (var account in accounts)
            {
                var on = inspector.ScansIn(account, call.Region);
                reply.WriteStartObject();
                reply.WriteString("accountId", account);
                reply.WriteString("status", Word(on.Count > 0));
                reply.WriteStartObject("resourceStatus");
                foreach (var (_, scan) in Scans) reply.WriteString(scan, Word(IsOn(on, scan)));
                reply.WriteEndObject();
                reply.WriteEndObject();
            }

            reply.WriteEndArray();
            WriteFailed(reply, call);
        });
    }

    private void WriteFailed(Utf8JsonWriter reply, ServiceCall call)
    {
        var sees = members.SeenBy(call);
        reply.WriteStartArray("failedAccounts");
        foreach (var account in Accounts(call).Where(account => !sees(account)))
        {
            reply.WriteStartObject();
            reply.WriteString("accountId", account);
            reply.WriteString("errorCode", "ACCESS_DENIED");
            reply.WriteString("errorMessage", $"Account {account} is not a member of {call.Caller.Account}.");
            reply.WriteEndObject();
        }

        reply.WriteEndArray();
    }

    private static void WriteState(Utf8JsonWriter reply, string name, bool on)
    {
        reply.WriteStartObject(name);
        reply.WriteString("status", Word(on));
        reply.WriteString("errorCode", "ALREADY_ENABLED");
        reply.WriteString("errorMessage", Word(on));
        reply.WriteEndObject();
    }

    private static string Word(bool on) => on ? "ENABLED" : "DISABLED";

    private static bool IsOn(IReadOnlyCollection<string> on, string scan) => on.Contains(scan, StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Accounts(ServiceCall call) =>
        call.Texts("accountIds") is { Count: > 0 } named ? named : [call.Caller.Account];
}
