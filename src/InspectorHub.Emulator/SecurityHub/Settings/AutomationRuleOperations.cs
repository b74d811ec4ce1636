using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.SecurityHub.Search;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub.Settings;

/// <summary>Automation rules, which <see cref="AutomationRules"/> carries out.</summary>
internal static class AutomationRuleOperations
{
    private const string Arn = "RuleArn";

    private static readonly string[] Metadata =
        ["RuleArn", "RuleStatus", "RuleOrder", "RuleName", "Description", "IsTerminal", "CreatedAt", "UpdatedAt", "CreatedBy"];

    public static IEnumerable<Operation> All =>
    [
        new("CreateAutomationRule", Create),
        new("ListAutomationRules", List),
        new("BatchGetAutomationRules", Get),
        new("BatchUpdateAutomationRules", Update),
        new("BatchDeleteAutomationRules", Delete),
    ];

    private static HttpReply Create(ServiceCall call)
    {
        var now = AsffTime.Milliseconds(call.Now);
        var rule = new JsonObject
        {
            [Arn] = $"arn:{call.Hub.Partition}:securityhub:{call.Region}:{call.Caller.Account}:automation-rule/{Guid.NewGuid()}",
            ["RuleStatus"] = "ENABLED",
            ["IsTerminal"] = false,
            ["CreatedAt"] = now,
            ["CreatedBy"] = call.Caller.Arn,
        };
        Keep(call, rule, call.Input);
        return HttpReply.Json(new JsonObject { [Arn] = (string)rule[Arn]! });
    }

    private static HttpReply List(ServiceCall call)
    {
        List<JsonObject> rules = [.. call.Hub.Documents(AutomationRules.Kind).OrderBy(rule => (int)rule["RuleOrder"]!)];
        return Page<JsonObject>.Of(call, "ListAutomationRules", rules).ToReply("AutomationRulesMetadata", rule =>
        {
            foreach (var name in rule.Select(member => member.Key).Except(Metadata).ToList()) rule.Remove(name);
            return rule;
        });
    }

    private static HttpReply Get(ServiceCall call)
    {
        var rules = new JsonArray();
        return ForEach(call, call.Texts("AutomationRulesArns"), "Rules", rules, (_, rule) => rules.Add(rule));
    }

    private static HttpReply Update(ServiceCall call)
    {
        var items = call.Input.GetProperty("UpdateAutomationRulesRequestItems").EnumerateArray().ToDictionary(
            item => item.GetProperty(Arn).GetString()!);
        var processed = new JsonArray();
        return ForEach(call, [.. items.Keys], "ProcessedAutomationRules", processed, (arn, rule) =>
        {
            Keep(call, rule, items[arn]);
            processed.Add(arn);
        });
    }

    private static HttpReply Delete(ServiceCall call)
    {
        var processed = new JsonArray();
        return ForEach(call, call.Texts("AutomationRulesArns"), "ProcessedAutomationRules", processed, (arn, _) =>
        {
            call.Hub.Drop(AutomationRules.Kind, arn);
            processed.Add(arn);
        });
    }

    private static HttpReply ForEach(
        ServiceCall call, IReadOnlyList<string> arns, string name, JsonArray done, Action<string, JsonObject> work)
    {
        var failed = new JsonArray();
        foreach (var arn in arns)
        {
            if (call.Hub.Document(AutomationRules.Kind, arn) is { } rule) work(arn, rule);
            else failed.Add(new JsonObject { [Arn] = arn, ["ErrorCode"] = 404, ["ErrorMessage"] = $"Automation rule {arn} not found" });
        }

        return HttpReply.Json(new JsonObject { [name] = done, ["UnprocessedAutomationRules"] = failed });
    }

    private static void Keep(ServiceCall call, JsonObject rule, JsonElement given)
    {
        foreach (var name in new[] { "RuleName", "Description", "RuleStatus", "RuleOrder", "IsTerminal", "Criteria", "Actions" })
        {
            if (given.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
                rule[name] = JsonNode.Parse(value.GetRawText());
        }

        FindingFilters.Read(JsonSerializer.SerializeToElement(rule["Criteria"]), call.Now, isRule: true);
        rule["UpdatedAt"] = AsffTime.Milliseconds(call.Now);
        call.Hub.Keep(AutomationRules.Kind, (string)rule[Arn]!, rule);
    }
}
