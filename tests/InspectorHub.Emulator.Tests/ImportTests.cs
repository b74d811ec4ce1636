using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using static InspectorHub.Emulator.Tests.EmulatorClient;

namespace InspectorHub.Emulator.Tests;

public sealed class ImportTests
{
    [Fact]
    public async Task A_finding_comes_back_with_what_the_service_fills_in()
    {
        using var hub = new EmulatorClient();
        var reply = await hub.ImportAsync(Finding("a", finding => finding["UpdatedAt"] = "2025-01-01T00:00:00.123456789Z"));
        Assert.Equal((1, 0), (reply.GetProperty("SuccessCount").GetInt32(), reply.GetProperty("FailedCount").GetInt32()));

        var held = await hub.HeldAsync("a");
        Assert.Equal("2025-01-01T00:00:00.123Z", Text(held, "UpdatedAt"));
        Assert.Equal(Region, Text(held, "Region"));
        Assert.Equal("70", Text(held, "Severity.Normalized"));
        Assert.Equal("HIGH", Text(held, "FindingProviderFields.Severity.Label"));
        Assert.Equal("Default", Text(held, "ProductName"));
        Assert.Equal("Personal", held.GetProperty("ProductFields").GetProperty("aws/securityhub/CompanyName").GetString());
        Assert.Equal($"{DefaultProduct()}/a", held.GetProperty("ProductFields").GetProperty("aws/securityhub/FindingId").GetString());
        Assert.Equal(("NEW", "NEW", "ACTIVE"), (Text(held, "Workflow.Status"), Text(held, "WorkflowState"), Text(held, "RecordState")));
    }

    [Theory]
    [InlineData("2025-01-01T00:00:00Z", "Title of a")]
    [InlineData("2024-12-31T23:59:59Z", "Title of a")]
    [InlineData("2025-01-01T00:59:59+01:00", "Title of a")]
    [InlineData("2025-01-01T00:59:59+0100", "Title of a")]
    [InlineData("2025-01-01T00:00:00.000999999Z", "Title of a")]
    [InlineData("2025-01-01T00:00:00.001Z", "Another")]
    [InlineData("2025-01-01T00:30:00-01:00", "Another")]
    public async Task Only_a_newer_UpdatedAt_updates_and_nothing_is_ever_doubled(string updatedAt, string title)
    {
        using var hub = new EmulatorClient();
        await hub.ImportAsync(Finding("a"));
        var reply = await hub.ImportAsync(Finding("a", finding =>
        {
            finding["UpdatedAt"] = updatedAt;
            finding["CreatedAt"] = "2024-01-01T00:00:00Z";
            finding["Title"] = "Another";
        }));
        Assert.Equal(1, reply.GetProperty("SuccessCount").GetInt32());

        var held = Assert.Single(await hub.FindAsync());
        Assert.Equal(title, Text(held, "Title"));
        Assert.Equal("2025-01-01T00:00:00Z", Text(held, "CreatedAt"));
    }

    [Fact]
    public async Task What_customers_say_outlives_the_providers_updates()
    {
        using var hub = new EmulatorClient();
        await hub.ImportAsync(Finding("a"));
        await hub.UpdateAsync("a", new JsonObject
        {
            ["Note"] = new JsonObject { ["Text"] = "Known.", ["UpdatedBy"] = "me" },
            ["Workflow"] = new JsonObject { ["Status"] = "SUPPRESSED" },
            ["Severity"] = new JsonObject { ["Label"] = "LOW" },
            ["UserDefinedFields"] = new JsonObject { ["team"] = "blue" },
            ["VerificationState"] = "FALSE_POSITIVE",
        });
        await hub.ImportAsync(Finding("a", finding =>
        {
            finding["UpdatedAt"] = "2025-01-02T00:00:00Z";
            finding["Severity"] = new JsonObject { ["Label"] = "CRITICAL", ["Original"] = "9.8" };
            finding["Types"] = new JsonArray("Effects/Data Exposure");
            finding["Note"] = new JsonObject { ["Text"] = "Mine.", ["UpdatedBy"] = "provider", ["UpdatedAt"] = "2025-01-02T00:00:00Z" };
            finding["Workflow"] = new JsonObject { ["Status"] = "NEW" };
        }));

        var held = await hub.HeldAsync("a");
        Assert.Equal("Known.", Text(held, "Note.Text"));
        Assert.Equal("SUPPRESSED", Text(held, "Workflow.Status"));
        Assert.Equal("blue", Text(held, "UserDefinedFields.team"));
        Assert.Equal("FALSE_POSITIVE", Text(held, "VerificationState"));
        Assert.Equal(("LOW", "1"), (Text(held, "Severity.Label"), Text(held, "Severity.Normalized")));
        Assert.Equal(("CRITICAL", "9.8"),
            (Text(held, "FindingProviderFields.Severity.Label"), Text(held, "FindingProviderFields.Severity.Original")));
        Assert.Equal("Effects/Data Exposure", held.GetProperty("Types")[0].GetString());
    }

    [Fact]
    public async Task Of_a_new_finding_the_provider_fields_fill_both_places()
    {
        using var hub = new EmulatorClient();
        await hub.ImportAsync(Finding("a", finding =>
        {
            finding["Confidence"] = 10;
            finding["FindingProviderFields"] =
                new JsonObject { ["Severity"] = new JsonObject { ["Label"] = "MEDIUM" }, ["Confidence"] = 20 };
        }));
        var held = await hub.HeldAsync("a");
        Assert.Equal(("MEDIUM", "40"), (Text(held, "Severity.Label"), Text(held, "Severity.Normalized")));
        Assert.Equal(("20", "20"), (Text(held, "Confidence"), Text(held, "FindingProviderFields.Confidence")));
    }

    [Fact]
    public async Task Of_an_update_each_place_takes_its_own_and_a_missing_one_takes_the_others()
    {
        using var hub = new EmulatorClient();
        await hub.ImportAsync(Finding("a"));
        await hub.ImportAsync(Finding("a", finding =>
        {
            finding["UpdatedAt"] = "2025-01-02T00:00:00Z";
            finding["Confidence"] = 30;
            finding["FindingProviderFields"] = new JsonObject { ["Severity"] = new JsonObject { ["Label"] = "LOW" }, ["Criticality"] = 5 };
        }));
        var held = await hub.HeldAsync("a");
        Assert.Equal(("HIGH", "LOW"), (Text(held, "Severity.Label"), Text(held, "FindingProviderFields.Severity.Label")));
        Assert.Equal(("30", "30"), (Text(held, "Confidence"), Text(held, "FindingProviderFields.Confidence")));
        Assert.Equal(("5", "5"), (Text(held, "Criticality"), Text(held, "FindingProviderFields.Criticality")));
    }

    [Theory]
    [InlineData(0, "INFORMATIONAL")]
    [InlineData(1, "LOW")]
    [InlineData(39, "LOW")]
    [InlineData(40, "MEDIUM")]
    [InlineData(70, "HIGH")]
    [InlineData(89, "HIGH")]
    [InlineData(90, "CRITICAL")]
    public async Task A_normalized_severity_gets_its_label(int normalized, string label)
    {
        using var hub = new EmulatorClient();
        await hub.ImportAsync(Finding("a", finding => finding["Severity"] = new JsonObject { ["Normalized"] = normalized }));
        var held = await hub.HeldAsync("a");
        Assert.Equal((label, label), (Text(held, "Severity.Label"), Text(held, "FindingProviderFields.Severity.Label")));
    }

    [Theory]
    [InlineData("RESOLVED", "NEW")]
    [InlineData("NOTIFIED", "NEW")]
    [InlineData("SUPPRESSED", "SUPPRESSED")]
    public async Task What_comes_back_from_the_archive_is_new_again_unless_it_is_suppressed(string before, string after)
    {
        using var hub = new EmulatorClient();
        await hub.ImportAsync(Finding("a"));
        await hub.ImportAsync(
            Finding("a", finding => { finding["UpdatedAt"] = "2025-01-02T00:00:00Z"; finding["RecordState"] = "ARCHIVED"; }));
        await hub.UpdateAsync("a", new JsonObject { ["Workflow"] = new JsonObject { ["Status"] = before } });
        await hub.ImportAsync(
            Finding("a", finding => { finding["UpdatedAt"] = "2025-01-03T00:00:00Z"; finding["RecordState"] = "ACTIVE"; }));
        Assert.Equal(after, Text(await hub.HeldAsync("a"), "Workflow.Status"));
    }

    [Theory]
    [InlineData("RESOLVED", "FAILED", "NEW")]
    [InlineData("NOTIFIED", "WARNING", "NEW")]
    [InlineData("RESOLVED", "NOT_AVAILABLE", "NEW")]
    [InlineData("SUPPRESSED", "FAILED", "SUPPRESSED")]
    [InlineData("RESOLVED", "PASSED", "RESOLVED")]
    public async Task What_is_no_longer_in_order_is_new_again_unless_it_is_suppressed(string before, string compliance, string after)
    {
        using var hub = new EmulatorClient();
        JsonObject Version(int day, string status) => Finding("a", finding =>
        {
            finding["UpdatedAt"] = $"2025-01-0{day}T00:00:00Z";
            finding["Compliance"] = new JsonObject { ["Status"] = status };
        });
        await hub.ImportAsync(Version(1, "PASSED"));
        await hub.UpdateAsync("a", new JsonObject { ["Workflow"] = new JsonObject { ["Status"] = before } });
        await hub.ImportAsync(Version(2, compliance));
        Assert.Equal(after, Text(await hub.HeldAsync("a"), "Workflow.Status"));
    }

    [Fact]
    public async Task One_bad_finding_does_not_hold_up_the_others()
    {
        using var hub = new EmulatorClient();
        var reply = await hub.ImportAsync(Finding("a"), Finding("b", finding => finding.Remove("Description")), Finding("c"));
        Assert.Equal((2, 1), (reply.GetProperty("SuccessCount").GetInt32(), reply.GetProperty("FailedCount").GetInt32()));
        var failed = Assert.Single(reply.GetProperty("FailedFindings").EnumerateArray());
        Assert.Equal(("b", "InvalidInput"), (Text(failed, "Id"), Text(failed, "ErrorCode")));
        Assert.StartsWith("Finding does not adhere to Amazon Finding Format. data should have required property 'Description'",
            Text(failed, "ErrorMessage"), StringComparison.Ordinal);
        Assert.Equal(2, hub.Emulator.Findings);
    }

    [Fact]
    public async Task A_finding_of_more_than_240_KB_is_refused_alone()
    {
        using var hub = new EmulatorClient();
        var large = Finding("large", finding => finding["Resources"]![0]!["Details"] = new JsonObject { ["Other"] = Padding(240_000) });
        var reply = await hub.ImportAsync(large, Finding("small"));
        Assert.Equal("large", Text(Assert.Single(reply.GetProperty("FailedFindings").EnumerateArray()), "Id"));
    }

    [Theory]
    [InlineData(0, "fewer than 1")]
    [InlineData(101, "more than 100")]
    public async Task A_call_has_1_to_100_findings(int count, string words)
    {
        using var hub = new EmulatorClient();
        var body = new JsonObject { ["Findings"] = new JsonArray([.. Enumerable.Range(0, count).Select(number => Finding($"{number}"))]) };
        var (status, error, message) = await hub.CallAsync("POST", "/findings/import", body);
        Assert.Equal((400, "InvalidInputException"), (status, message.Headers.GetValues("x-amzn-ErrorType").Single()));
        Assert.Contains(words, Text(error, "Message"), StringComparison.Ordinal);
        Assert.Equal(0, hub.Emulator.Findings);
    }

    [Fact]
    public async Task A_call_of_more_than_6_MB_is_refused()
    {
        using var hub = new EmulatorClient();
        var findings = Enumerable.Range(0, 30).Select(number => (JsonNode)Finding($"{number}",
            finding => finding["Resources"]![0]!["Details"] = new JsonObject { ["Other"] = Padding(220_000) }));
        var (status, _, _) =
            await hub.CallAsync("POST", "/findings/import", new JsonObject { ["Findings"] = new JsonArray([.. findings]) });
        Assert.Equal(400, status);
    }

    [Theory]
    [InlineData("arn:aws:securityhub:eu-central-1::product/aws/inspector", 403)]
    [InlineData("arn:aws:securityhub:us-east-1:123456789012:product/123456789012/default", 403)]
    [InlineData("arn:aws-cn:securityhub:eu-central-1:123456789012:product/123456789012/default", 403)]
    [InlineData("arn:aws:securityhub:eu-central-1:222222222222:product/222222222222/default", 403)]
    [InlineData("arn:aws:securityhub:eu-central-1:123456789012:product/acme/scanner", 403)]
    [InlineData("arn:aws:securityhub:eu-central-1:123456789012:product/default", 400)]
    [InlineData("default", 400)]
    public async Task A_product_that_is_not_the_callers_own_is_refused_as_a_whole(string productArn, int expected)
    {
        using var hub = new EmulatorClient();
        var body =
            new JsonObject { ["Findings"] = new JsonArray(Finding("good"), Finding("bad", finding => finding["ProductArn"] = productArn)) };
        var (status, error, _) = await hub.CallAsync("POST", "/findings/import", body);
        Assert.Equal(expected, status);
        Assert.Contains(productArn, Text(error, "Message"), StringComparison.Ordinal);
        Assert.Equal(0, hub.Emulator.Findings);
    }

    [Fact]
    public async Task Every_account_is_played_unless_one_is_given()
    {
        static JsonObject Foreign() =>
            Finding("f", finding => { finding["AwsAccountId"] = "222222222222"; finding["ProductArn"] = DefaultProduct("222222222222"); });
        using var every = new EmulatorClient();
        Assert.Equal(2, (await every.ImportAsync(Foreign(), Finding("own"))).GetProperty("SuccessCount").GetInt32());
        Assert.Equal(2, (await every.FindAsync()).Count);

        using var strict = new EmulatorClient(options => options.AccountId = Account);
        var (status, error, _) =
            await strict.CallAsync("POST", "/findings/import", new JsonObject { ["Findings"] = new JsonArray(Foreign()) });
        Assert.Equal((403, "AccessDeniedException"), (status, Text(error, "Code")));
    }

    [Fact]
    public async Task Inspectors_own_product_is_taken_when_allowed_and_while_its_integration_is_on()
    {
        using var hub = new EmulatorClient(options => options.AllowInspectorProduct = true);
        JsonObject Inspector(string id) =>
            Finding(id, finding => finding["ProductArn"] = $"arn:aws:securityhub:{Region}::product/aws/inspector");
        Assert.Equal(1, (await hub.ImportAsync(Inspector("a"))).GetProperty("SuccessCount").GetInt32());
        Assert.Equal(("Inspector", "Amazon"),
            (Text(await hub.HeldAsync("a"), "ProductName"), Text(await hub.HeldAsync("a"), "CompanyName")));

        await hub.CallAsync("DELETE",
            $"/productSubscriptions/{Uri.EscapeDataString($"arn:aws:securityhub:{Region}:{Account}:product-subscription/aws/inspector")}");
        Assert.Equal("InvalidAccess", Text((await hub.ImportAsync(Inspector("b"))).GetProperty("FailedFindings")[0], "ErrorCode"));
    }

    [Fact]
    public async Task While_the_hub_is_off_findings_fail_one_by_one_and_other_operations_as_a_whole()
    {
        using var hub = new EmulatorClient();
        await hub.ImportAsync(Finding("a"));
        Assert.Equal(200, (await hub.CallAsync("DELETE", "/accounts")).Status);
        Assert.Equal("InvalidAccess", Text((await hub.ImportAsync(Finding("b"))).GetProperty("FailedFindings")[0], "ErrorCode"));
        var (status, error, _) = await hub.CallAsync("POST", "/findings", new JsonObject());
        Assert.Equal(401, status);
        Assert.Contains("not subscribed to AWS Security Hub", Text(error, "Message"), StringComparison.Ordinal);

        Assert.Equal(200, (await hub.CallAsync("POST", "/accounts", new JsonObject())).Status);
        Assert.Single(await hub.FindAsync());
    }

    [Fact]
    public async Task Calls_at_the_same_time_lose_and_double_nothing()
    {
        using var hub = new EmulatorClient();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async client =>
        {
            // Each sends ten of its own and one that all of them send.
            await hub.ImportAsync([.. Enumerable.Range(0, 10).Select(number => Finding($"{client}-{number}")), Finding("shared")]);
            await hub.FindAsync();
        }));
        var ids = (await hub.FindAsync()).Select(finding => Text(finding, "Id")).ToList();
        Assert.Equal((81, 81), (ids.Count, ids.Distinct().Count()));
    }

    [Fact]
    public async Task Accounts_and_Regions_are_apart()
    {
        using var hub = new EmulatorClient();
        await hub.ImportAsync(Finding("a"));
        var (_, elsewhere, _) = await hub.CallAsync("POST", "/findings", new JsonObject(), region: "us-east-1");
        Assert.Equal(0, elsewhere.GetProperty("Findings").GetArrayLength());
    }

    [Fact]
    public async Task ProcessedAt_is_when_the_service_took_it()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2025, 5, 6, 7, 8, 9, TimeSpan.Zero));
        using var hub = new EmulatorClient(options => options.Clock = clock);
        await hub.ImportAsync(Finding("a"));
        Assert.Equal("2025-05-06T07:08:09.000Z", Text(await hub.HeldAsync("a"), "ProcessedAt"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"Findings\":")]
    [InlineData("{\"Other\":[]}")]
    public async Task A_body_without_findings_is_refused(string body)
    {
        using var hub = new EmulatorClient();
        Assert.Equal(400, await hub.SendAsync("/findings/import", Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public async Task What_the_service_never_looks_at_comes_back_as_it_was_sent()
    {
        using var hub = new EmulatorClient();
        const string Unknown = """[1.50, -0.0, {"\u00e9" : null}, "\ud83d\ude00 \u65e5"]""";
        var body = $$"""
            { "Findings": [ {"SchemaVersion":"2018-10-08","\u0049d":"\u0061","ProductArn":"{{DefaultProduct()}}","GeneratorId":"test",
             "AwsAccountId":"{{Account}}",
              "Types":["Effects"], "CreatedAt":"2025-01-01T00:00:00Z","UpdatedAt":"2025-01-01T00:00:00Z","Severity":{"Label":"LOW"},
               "Title":"first","Title":"日本 & \"last\"","Description":"d",
              "Resources":[{"Type":"Other","Id":"r"}],"Later":{{Unknown}} } ], "Other" : [] }
            """;
        Assert.Equal(200, await hub.SendAsync("/findings/import", Encoding.UTF8.GetBytes(body)));

        var held = await hub.HeldAsync("a");
        Assert.Equal(Unknown, held.GetProperty("Later").GetRawText());
        Assert.Equal("日本 & \"last\"", Text(held, "Title"));
        Assert.Single(held.EnumerateObject(), member => member.Name == "Title");
        Assert.Equal($"{DefaultProduct()}/a", held.GetProperty("ProductFields").GetProperty("aws/securityhub/FindingId").GetString());
    }

    [Fact]
    public async Task A_body_that_is_no_UTF8_is_refused()
    {
        using var hub = new EmulatorClient();
        var body = Encoding.UTF8
            .GetBytes(new JsonObject { ["Findings"] = new JsonArray(Finding("a", finding => finding["Later"] = "?")) }.ToJsonString());
        body[Array.LastIndexOf(body, (byte)'?')] = 0xFF;
        Assert.Equal(400, await hub.SendAsync("/findings/import", body));
        Assert.Equal(0, hub.Emulator.Findings);
    }

    [Theory]
    [InlineData("""{"Findings":[1]}""")]
    [InlineData("""{"Findings":[null]}""")]
    [InlineData("""{"Findings":[[{}]]}""")]
    public async Task A_finding_that_is_no_object_fails_by_itself(string body)
    {
        using var hub = new EmulatorClient();
        var (status, reply, _) = await hub.CallAsync("POST", "/findings/import", JsonNode.Parse(body));
        Assert.Equal((200, 1), (status, reply.GetProperty("FailedCount").GetInt32()));
        Assert.Contains("data should be object", Text(reply.GetProperty("FailedFindings")[0], "ErrorMessage"), StringComparison.Ordinal);
    }

    internal static string? Text(JsonElement element, string path)
    {
        foreach (var step in path.Split('.')) element = element.GetProperty(step);
        return element.ToString();
    }

    internal static JsonObject Padding(int bytes)
    {
        var other = new JsonObject();
        for (var index = 0; index * 1000 < bytes; index++) other[$"k{index:000}"] = new string('x', 1000);
        return other;
    }
}
