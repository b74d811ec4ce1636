using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Findings.Inspector2;
using static InspectorHub.Emulator.Tests.EmulatorClient;
using static InspectorHub.Emulator.Tests.ImportTests;

namespace InspectorHub.Emulator.Tests;

/// <summary>What surrounds findings, in an account that stands alone.</summary>
public sealed class StandingAloneTests : IDisposable
{
    private readonly EmulatorClient hub = new();

    public void Dispose() => hub.Dispose();

    [Theory]
    [InlineData("GET", "/members", "Members", "securityhub")]
    [InlineData("GET", "/invitations", "Invitations", "securityhub")]
    [InlineData("GET", "/organization/admin", "AdminAccounts", "securityhub")]
    [InlineData("GET", "/findingAggregator/list", "FindingAggregators", "securityhub")]
    [InlineData("POST", "/standards/get", "StandardsSubscriptions", "securityhub")]
    [InlineData("POST", "/actionTargets/get", "ActionTargets", "securityhub")]
    [InlineData("POST", "/members/list", "members", "inspector2")]
    [InlineData("POST", "/delegatedadminaccounts/list", "delegatedAdminAccounts", "inspector2")]
    [InlineData("POST", "/coverage/list", "coveredResources", "inspector2")]
    [InlineData("POST", "/filters/list", "filters", "inspector2")]
    [InlineData("POST", "/insights/get", "Insights", "securityhub")]
    public async Task There_is_nothing_to_list(string method, string path, string list, string service)
    {
        var (status, reply, _) = await hub.CallAsync(method, path, method == "POST" ? new JsonObject() : null, service);
        Assert.Equal((200, 0), (status, reply.GetProperty(list).GetArrayLength()));
    }

    [Fact]
    public async Task There_is_no_organization()
    {
        var (status, error, _) = await hub.CallAsync("POST", "/organization/admin/enable", new JsonObject { ["AdminAccountId"] = Account });
        Assert.Equal((400, "AWSOrganizationsNotInUseException"), (status, Text(error, "Code")));
        Assert.Equal(401, (await hub.CallAsync("GET", "/organization/configuration")).Status);
        Assert.Equal(404, (await hub.CallAsync("POST", "/delegatedadminaccounts/get", new JsonObject(), "inspector2")).Status);
        Assert.Equal("{}", (await hub.CallAsync("GET", "/administrator")).Body.GetRawText());
    }

    [Fact]
    public async Task Standards_come_with_a_hub_and_are_turned_off_and_on()
    {
        await hub.CallAsync("DELETE", "/accounts");
        await hub.CallAsync("POST", "/accounts", new JsonObject());
        var enabled = (await hub.CallAsync("POST", "/standards/get", new JsonObject())).Body.GetProperty("StandardsSubscriptions");
        Assert.Equal(2, enabled.GetArrayLength());
        var arns = new JsonArray([.. enabled.EnumerateArray().Select(one => (JsonNode)Text(one, "StandardsSubscriptionArn")!)]);
        Assert.Equal(200,
            (await hub.CallAsync("POST", "/standards/deregister", new JsonObject { ["StandardsSubscriptionArns"] = arns })).Status);
        var known = (await hub.CallAsync("GET", "/standards")).Body.GetProperty("Standards");
        var request = new JsonObject { ["StandardsSubscriptionRequests"] =
            new JsonArray(new JsonObject { ["StandardsArn"] = Text(known[1], "StandardsArn") }) };
        var (_, reply, _) = await hub.CallAsync("POST", "/standards/register", request);
        Assert.Equal("READY", Text(reply.GetProperty("StandardsSubscriptions")[0], "StandardsStatus"));
        Assert.Equal(1, (await hub.CallAsync("POST", "/standards/get", new JsonObject())).Body.GetProperty("StandardsSubscriptions")
            .GetArrayLength());
    }

    [Fact]
    public async Task A_custom_action_is_made_changed_and_deleted()
    {
        var action = new JsonObject { ["Id"] = "Ticket", ["Name"] = "Make a ticket", ["Description"] = "Makes one." };
        var arn = Text((await hub.CallAsync("POST", "/actionTargets", action.DeepClone())).Body, "ActionTargetArn")!;
        Assert.Equal($"arn:aws:securityhub:{Region}:{Account}:action/custom/Ticket", arn);
        Assert.Equal(409, (await hub.CallAsync("POST", "/actionTargets", action)).Status);
        var path = "/actionTargets/" + Uri.EscapeDataString(arn);
        await hub.CallAsync("PATCH", path, new JsonObject { ["Name"] = "Other" });
        Assert.Equal("Other",
            Text((await hub.CallAsync("POST", "/actionTargets/get", new JsonObject())).Body.GetProperty("ActionTargets")[0], "Name"));
        Assert.Equal(200, (await hub.CallAsync("DELETE", path)).Status);
        Assert.Equal(404, (await hub.CallAsync("DELETE", path)).Status);
    }

    [Fact]
    public async Task An_insight_counts_findings_by_an_attribute()
    {
        await hub.ImportAsync(Finding("a"), Finding("b"),
            Finding("c", finding => finding["Severity"] = new JsonObject { ["Label"] = "LOW" }));
        var insight = JsonNode.Parse(
            """{"Name":"By severity","GroupByAttribute":"SeverityLabel","Filters":{"RecordState":[{"Value":"ACTIVE","Comparison":"EQUALS"}]}}""")!;
        var arn = Text((await hub.CallAsync("POST", "/insights", insight)).Body, "InsightArn")!;
        Assert.Equal("By severity",
            Text((await hub.CallAsync("POST", "/insights/get", new JsonObject())).Body.GetProperty("Insights")[0], "Name"));
        var (_, counted, _) = await hub.CallAsync("GET", "/insights/results/" + Uri.EscapeDataString(arn));
        var results = counted.GetProperty("InsightResults").GetProperty("ResultValues").EnumerateArray();
        Assert.Equal(["HIGH 2", "LOW 1"],
            results.Select(result => $"{Text(result, "GroupByAttributeValue")} {result.GetProperty("Count").GetInt32()}"));
        Assert.Equal(200,
            (await hub.CallAsync("PATCH", "/insights/" + Uri.EscapeDataString(arn), new JsonObject { ["Name"] = "Other" })).Status);
        Assert.Equal(200, (await hub.CallAsync("DELETE", "/insights/" + Uri.EscapeDataString(arn))).Status);
        Assert.Equal(404, (await hub.CallAsync("GET", "/insights/results/" + Uri.EscapeDataString(arn))).Status);
    }

    [Fact]
    public async Task Rules_change_what_comes_in_their_order_until_one_is_terminal()
    {
        async Task<string?> CreateAsync(int order, string status, bool isTerminal) =>
            Text((await hub.CallAsync("POST", "/automationrules/create", JsonNode.Parse($$$"""
            {"RuleName":"rule {{{order}}}","Description":"d","RuleOrder":{{{order}}},"IsTerminal":{{{(isTerminal ? "true" : "false")}}},
             "Criteria":{"Title":[{"Value":"of a","Comparison":"CONTAINS"}]},
             "Actions":[{"Type":"FINDING_FIELDS_UPDATE",
              "FindingFieldsUpdate":{"Workflow":{"Status":"{{{status}}}"},"Confidence":{{{order}}}}}]}
            """))).Body, "RuleArn");
        var second = await CreateAsync(2, "SUPPRESSED", isTerminal: true);
        await CreateAsync(1, "NOTIFIED", isTerminal: false);
        await CreateAsync(3, "RESOLVED", isTerminal: false);
        await hub.ImportAsync(Finding("a"), Finding("b"));
        Assert.Equal(("SUPPRESSED", "2"),
            (Text(await hub.HeldAsync("a"), "Workflow.Status"), Text(await hub.HeldAsync("a"), "Confidence")));
        Assert.Equal("NEW", Text(await hub.HeldAsync("b"), "Workflow.Status"));

        await hub.CallAsync("PATCH", "/automationrules/update", new JsonObject { ["UpdateAutomationRulesRequestItems"] =
            new JsonArray(new JsonObject { ["RuleArn"] = second, ["RuleStatus"] = "DISABLED" }) });
        await hub.ImportAsync(Finding("a", finding => finding["UpdatedAt"] = "2025-01-02T00:00:00Z"));
        Assert.Equal("RESOLVED", Text(await hub.HeldAsync("a"), "Workflow.Status"));
        Assert.Equal(["rule 1", "rule 2", "rule 3"], (await hub.CallAsync("GET", "/automationrules/list")).Body
            .GetProperty("AutomationRulesMetadata").EnumerateArray().Select(rule => Text(rule, "RuleName")));
        var (_, deleted, _) = await hub.CallAsync("POST", "/automationrules/delete",
            new JsonObject { ["AutomationRulesArns"] = new JsonArray(second, "arn:none") });
        Assert.Equal((1, 1), (deleted.GetProperty("ProcessedAutomationRules")
            .GetArrayLength(), deleted.GetProperty("UnprocessedAutomationRules").GetArrayLength()));
    }

    [Fact]
    public async Task The_history_of_a_finding_tells_what_was_changed_by_whom()
    {
        await hub.ImportAsync(Finding("a"));
        await hub.UpdateAsync("a", new JsonObject { ["Workflow"] = new JsonObject { ["Status"] = "NOTIFIED" } });
        await hub.ImportAsync(Finding("a", finding => { finding["UpdatedAt"] = "2025-01-02T00:00:00Z"; finding["Title"] = "New"; }));
        var body = new JsonObject { ["FindingIdentifier"] = new JsonObject { ["Id"] = "a", ["ProductArn"] = DefaultProduct() } };
        var records = (await hub.CallAsync("POST", "/findingHistory/get", body)).Body.GetProperty("Records").EnumerateArray().ToList();
        Assert.Equal(["BATCH_IMPORT_FINDINGS", "BATCH_UPDATE_FINDINGS", "BATCH_IMPORT_FINDINGS"],
            records.Select(record => Text(record, "UpdateSource.Type")));
        Assert.Equal([false, false, true], records.Select(record => record.GetProperty("FindingCreated").GetBoolean()));
        var title = records[0].GetProperty("Updates").EnumerateArray().Single();
        Assert.Equal(("Title", "Title of a", "New"), (Text(title, "UpdatedField"), Text(title, "OldValue"), Text(title, "NewValue")));
    }

    [Fact]
    public async Task All_findings_that_match_are_updated_at_once()
    {
        await hub.ImportAsync(Finding("a"), Finding("b", finding => finding["Title"] = "Other"));
        var update = JsonNode.Parse(
            """{"Filters":{"Title":[{"Value":"Title","Comparison":"PREFIX"}]},"RecordState":"ARCHIVED","Note":{"Text":"Known.","UpdatedBy":"me"}}""");
        Assert.Equal(200, (await hub.CallAsync("PATCH", "/findings", update)).Status);
        Assert.Equal(("ARCHIVED", "Known."), (Text(await hub.HeldAsync("a"), "RecordState"), Text(await hub.HeldAsync("a"), "Note.Text")));
        Assert.Equal("ACTIVE", Text(await hub.HeldAsync("b"), "RecordState"));
    }

    [Fact]
    public async Task A_filter_that_suppresses_does_so_as_long_as_it_is_there()
    {
        hub.Emulator.Inspector.Put(New(1, "LOW"));
        hub.Emulator.Inspector.Put(New(2, "HIGH"));
        var filter = JsonNode.Parse(
            """{"name":"low","action":"SUPPRESS","filterCriteria":{"severity":[{"comparison":"EQUALS","value":"LOW"}]},"tags":{"a":"b"}}""");
        var arn = Text((await hub.CallAsync("POST", "/filters/create", filter, "inspector2")).Body, "arn");
        Assert.Equal(["LOW SUPPRESSED", "HIGH ACTIVE"], await StatusesAsync());
        hub.Emulator.Inspector.Put(New(3, "LOW"));
        Assert.Equal(["LOW SUPPRESSED", "HIGH ACTIVE", "LOW SUPPRESSED"], await StatusesAsync());
        var listed = (await hub.CallAsync("POST", "/filters/list", new JsonObject(), "inspector2")).Body.GetProperty("filters")[0];
        Assert.Equal(("low", "b"), (Text(listed, "name"), Text(listed, "tags.a")));
        await hub.CallAsync("POST", "/filters/delete", new JsonObject { ["arn"] = arn }, "inspector2");
        Assert.Equal(["LOW ACTIVE", "HIGH ACTIVE", "LOW ACTIVE"], await StatusesAsync());
        Assert.Equal(404, (await hub.CallAsync("POST", "/filters/delete", new JsonObject { ["arn"] = arn }, "inspector2")).Status);
    }

    [Fact]
    public async Task Coverage_aggregations_and_reports_tell_what_there_is()
    {
        for (var number = 1; number <= 3; number++) hub.Emulator.Inspector.Put(New(number, number == 1 ? "CRITICAL" : "HIGH"));
        Assert.Equal(2, (await hub.CallAsync("POST", "/coverage/list", new JsonObject(), "inspector2")).Body.GetProperty("coveredResources")
            .GetArrayLength());
        var (_, counted, _) =
            await hub.CallAsync("POST", "/coverage/statistics/list", new JsonObject { ["groupBy"] = "RESOURCE_TYPE" }, "inspector2");
        Assert.Equal((2, 2),
            (counted.GetProperty("totalCounts").GetInt32(), counted.GetProperty("countsByGroup")[0].GetProperty("count").GetInt32()));
        var (_, grouped, _) = await hub.CallAsync("POST", "/findings/aggregation/list",
            new JsonObject { ["aggregationType"] = "AWS_EC2_INSTANCE" }, "inspector2");
        var first = grouped.GetProperty("responses")[0].GetProperty("ec2InstanceAggregation");
        Assert.Equal(("i-1", 2, 1), (Text(first, "instanceId"), first.GetProperty("severityCounts").GetProperty("all")
            .GetInt32(), first.GetProperty("severityCounts").GetProperty("critical").GetInt32()));

        var report = JsonNode.Parse(
            """{"reportFormat":"JSON","s3Destination":{"bucketName":"b","kmsKeyArn":"arn:aws:kms:eu-central-1:123456789012:key/1"}}""")!;
        var id = Text((await hub.CallAsync("POST", "/reporting/create", report, "inspector2")).Body, "reportId");
        Assert.Equal("SUCCEEDED", Text(
            (await hub.CallAsync("POST", "/reporting/status/get", new JsonObject { ["reportId"] = id }, "inspector2")).Body, "status"));
    }

    private static Inspector2Finding New(int number, string severity) => new()
    {
        FindingArn = $"arn:aws:inspector2:{Region}:{Account}:finding/{number:x32}",
        AwsAccountId = Account,
        Status = "ACTIVE",
        Severity = severity,
        Type = "PACKAGE_VULNERABILITY",
        Resources = [new Inspector2Resource { Type = "AWS_EC2_INSTANCE", Id = $"i-{number % 2}" }],
    };

    private async Task<IEnumerable<string>> StatusesAsync()
    {
        JsonElement reply = (await hub.CallAsync("POST", "/findings/list", new JsonObject(), "inspector2")).Body;
        return [.. reply.GetProperty("findings").EnumerateArray()
            .Select(finding => $"{Text(finding, "severity")} {Text(finding, "status")}")];
    }
}
