using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Ocsf;
using InspectorHub.Translation.Ocsf;
using static InspectorHub.Emulator.Tests.EmulatorClient;

namespace InspectorHub.Emulator.Tests;

/// <summary>The Security Hub that holds OCSF: on and off, findings, statistics, what customers set, and errors by its own names.</summary>
public sealed class HubV2Tests
{
    private const string Product = $"arn:aws:securityhub:{Region}::productv2/aws/inspector";

    [Fact]
    public async Task The_hub_is_turned_off_and_on_and_the_other_one_stays()
    {
        using var hub = new EmulatorClient();
        var (status, described, _) = await hub.CallAsync("GET", "/hubv2");
        Assert.Equal(200, status);
        Assert.StartsWith($"arn:aws:securityhub:{Region}:{Account}:hubv2/", described.GetProperty("HubV2Arn")
            .GetString(), StringComparison.Ordinal);

        Assert.Equal(200, (await hub.CallAsync("DELETE", "/hubv2")).Status);
        Assert.Equal((404, "ResourceNotFoundException"), Error(await hub.CallAsync("GET", "/hubv2")));
        Assert.Equal((403, "AccessDeniedException"), Error(await hub.CallAsync("POST", "/findingsv2", new JsonObject())));
        Assert.Equal(200, (await hub.CallAsync("GET", "/accounts")).Status);

        Assert.Equal(200, (await hub.CallAsync("DELETE", "/hubv2")).Status);
        Assert.Equal(described.GetProperty("HubV2Arn")
            .GetString(), (await hub.CallAsync("POST", "/hubv2", new JsonObject())).Body.GetProperty("HubV2Arn").GetString());
        Assert.Equal(200, (await hub.CallAsync("POST", "/hubv2", new JsonObject())).Status);
    }

    [Fact]
    public async Task It_works_while_the_other_one_is_off()
    {
        using var hub = new EmulatorClient(options => options.HubIsOn = false);
        Assert.Equal(401, (await hub.CallAsync("GET", "/accounts")).Status);
        Assert.Equal(200, (await hub.CallAsync("GET", "/hubv2")).Status);
    }

    [Fact]
    public async Task It_starts_off_and_has_findings_of_another_version_where_that_is_said()
    {
        using var off = new EmulatorClient(options => options.HubV2IsOn = false);
        Assert.Equal(404, (await off.CallAsync("GET", "/hubv2")).Status);
        using var newer = new EmulatorClient(options => options.OcsfVersion = OcsfVersion.V180);
        newer.Emulator.Inspector.Put(new Inspector2Finding
        {
            FindingArn = Arn(1), AwsAccountId = Account, FirstObservedAt = DateTimeOffset.UnixEpoch, Status = "ACTIVE",
        });
        var (_, found, _) = await newer.CallAsync("POST", "/findingsv2", new JsonObject());
        Assert.Equal("1.8.0", found.GetProperty("Findings")[0].GetProperty("metadata").GetProperty("version").GetString());
    }

    [Fact]
    public async Task Products_are_told_in_pages()
    {
        using var hub = new EmulatorClient();
        List<string?> names = [];
        for (var path = "/productsV2?MaxResults=4"; ;)
        {
            var (status, page, _) = await hub.CallAsync("GET", path);
            Assert.Equal(200, status);
            names.AddRange(page.GetProperty("ProductsV2").EnumerateArray()
                .Select(product => product.GetProperty("ProductV2Name").GetString()));
            if (!page.TryGetProperty("NextToken", out var token)) break;
            path = $"/productsV2?MaxResults=4&NextToken={Uri.EscapeDataString(token.GetString()!)}";
        }

        Assert.Contains("Inspector", names);
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal((400, "ValidationException"), Error(await hub.CallAsync("GET", "/productsV2?MaxResults=101")));
    }

    [Theory]
    [InlineData(10, 512, 200)]
    [InlineData(11, 512, 400)]
    [InlineData(10, 513, 400)]
    public async Task Composites_and_comments_have_their_limits(int composites, int letters, int expected)
    {
        using var hub = new EmulatorClient();
        var filters =
            new JsonObject { ["CompositeFilters"] = new JsonArray([.. Enumerable.Range(0, composites).Select(_ => new JsonObject())]) };
        var (found, _, _) = await hub.CallAsync("POST", "/findingsv2", new JsonObject { ["Filters"] = filters });
        var update = new JsonObject { ["MetadataUids"] = new JsonArray("a"), ["Comment"] = new string('x', letters) };
        var (updated, _, _) = await hub.CallAsync("PATCH", "/findingsv2/batchupdatev2", update);
        Assert.Equal(expected, Math.Max(found, updated));
    }

    [Fact]
    public async Task Hubs_have_tags()
    {
        using var hub = new EmulatorClient();
        var arn = (await hub.CallAsync("POST", "/hubv2", new JsonObject { ["Tags"] = new JsonObject { ["team"] = "a" } })).Body
            .GetProperty("HubV2Arn").GetString()!;
        var path = "/tags/" + Uri.EscapeDataString(arn);
        Assert.Equal(200,
            (await hub.CallAsync("POST", path, new JsonObject { ["Tags"] = new JsonObject { ["team"] = "b", ["stage"] = "c" } })).Status);
        Assert.Equal("""{"stage":"c","team":"b"}""", (await hub.CallAsync("GET", path)).Body.GetProperty("Tags").GetRawText());
        Assert.Equal(200, (await hub.CallAsync("DELETE", path + "?tagKeys=team")).Status);
        Assert.Equal("""{"stage":"c"}""", (await hub.CallAsync("GET", path)).Body.GetProperty("Tags").GetRawText());
        Assert.Equal((404, "ResourceNotFoundException"), Error(await hub.CallAsync("GET", "/tags/" + Uri.EscapeDataString(arn + "0"))));
        Assert.Equal((400, "InvalidInputException"),
            Error(await hub.CallAsync("POST", path, new JsonObject { ["Tags"] = new JsonObject { ["aws:a"] = "b" } })));
    }

    [Fact]
    public async Task What_inspector_reports_is_there_in_ocsf_with_what_the_service_fills_in()
    {
        using var hub = Filled();
        var finding = JsonNode.Parse(Assert.Single(await FindAsync(hub, Field("finding_info.uid", Arn(3)))).GetRawText())!.AsObject();
        Assert.Equal(64, ((string)finding["metadata"]!["uid"]!).Length);
        finding["metadata"]!.AsObject().Remove("uid");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(OcsfTranslator.Translate(Finding(3), OcsfVersion.V160)), finding),
            finding.ToJsonString());
    }

    [Fact]
    public async Task Findings_come_in_pages_and_in_the_order_that_is_asked_for()
    {
        using var hub = Filled();
        var ascending = await FindAsync(hub, null, "finding_info.modified_time_dt", "asc");
        Assert.Equal(Enumerable.Range(0, 10).Select(Arn), ascending.Select(Uid));
        var descending = await FindAsync(hub, null, "severity_id", "desc");
        Assert.Equal([5, 5, 5, 4, 4, 3, 3, 2, 2, 2], descending.Select(finding => finding.GetProperty("severity_id").GetInt32())
            .OrderByDescending(id => id));
        Assert.Equal(descending.Select(finding => finding.GetProperty("severity_id").GetInt32())
            .OrderByDescending(id => id), descending.Select(finding => finding.GetProperty("severity_id").GetInt32()));
        Assert.Equal((400, "ValidationException"),
            Error(await hub.CallAsync("POST", "/findingsv2", new JsonObject { ["NextToken"] = "nonsense" })));
        Assert.Equal((400, "ValidationException"),
            Error(await hub.CallAsync("POST", "/findingsv2", new JsonObject { ["MaxResults"] = 101 })));
    }

    [Fact]
    public async Task Composite_filters_are_joined_and_nested()
    {
        using var hub = Filled();
        Assert.Equal(3, (await FindAsync(hub, Field("severity", "Critical"))).Count);
        Assert.Equal(7, (await FindAsync(hub, Field("severity", "Critical", "NOT_EQUALS"))).Count);
        Assert.Equal(5, (await FindAsync(hub, new JsonObject { ["Operator"] = "OR",
            ["StringFilters"] = new JsonArray(String("severity", "Critical"), String("severity", "High")) })).Count);
        Assert.Empty(await FindAsync(hub, new JsonObject { ["Operator"] = "AND",
            ["StringFilters"] = new JsonArray(String("severity", "Critical"), String("severity", "High")) }));
        Assert.Equal(10, (await FindAsync(hub, Field("finding_info.title", "package", "CONTAINS_WORD"))).Count);
        Assert.Empty(await FindAsync(hub, Field("finding_info.title", "pack", "CONTAINS_WORD")));
        Assert.Equal(10, (await FindAsync(hub, Field("vulnerabilities.affected_packages.name", "openssl"))).Count);
        Assert.Equal(5, (await FindAsync(hub, new JsonObject { ["BooleanFilters"] =
            new JsonArray(Filter("vulnerabilities.is_fix_available", new JsonObject { ["Value"] = true })) })).Count);
        Assert.Equal(5, (await FindAsync(hub,
            new JsonObject { ["NumberFilters"] = new JsonArray(Filter("severity_id", new JsonObject { ["Gte"] = 4 })) })).Count);
        Assert.Equal(4, (await FindAsync(hub, new JsonObject { ["DateFilters"] = new JsonArray(Filter("finding_info.modified_time_dt",
            new JsonObject { ["Start"] = "2031-01-07T00:00:00Z", ["End"] = "2031-02-01T00:00:00Z" })) })).Count);
        Assert.Equal(10, (await FindAsync(hub, Tag("env", "prod", "EQUALS"))).Count);
        Assert.Empty(await FindAsync(hub, Tag("env", "prod", "NOT_EQUALS")));
        Assert.Equal(10, (await FindAsync(hub, Tag("other", "prod", "NOT_EQUALS"))).Count);
        var nested = new JsonObject { ["NestedCompositeFilters"] = new JsonArray(Field("severity", "Low"), Field("severity", "High")),
            ["Operator"] = "OR" };
        Assert.Equal(5, (await FindAsync(hub, nested)).Count);
    }

    [Fact]
    public async Task A_field_or_comparison_that_the_model_does_not_name_is_refused()
    {
        using var hub = Filled();
        Assert.Equal((400, "ValidationException"),
            Error(await hub.CallAsync("POST", "/findingsv2", Query(Field("finding_info.nonsense", "a")))));
        Assert.Equal((400, "ValidationException"),
            Error(await hub.CallAsync("POST", "/findingsv2", Query(Field("severity", "a", "LIKE")))));
        Assert.Equal((400, "ValidationException"), Error(await hub.CallAsync("POST", "/findingsv2",
            Query(new JsonObject { ["StringFilters"] = new JsonArray(new JsonObject { ["FieldName"] = "severity" }) }))));
    }

    [Fact]
    public async Task Findings_are_counted_by_the_values_of_a_field()
    {
        using var hub = Filled();
        var (status, body, _) = await hub.CallAsync("POST", "/findingsv2/statistics", new JsonObject
        {
            ["GroupByRules"] = new JsonArray(
                new JsonObject { ["GroupByField"] = "severity" },
                new JsonObject { ["GroupByField"] = "status",
                    ["Filters"] = new JsonObject { ["CompositeFilters"] = new JsonArray(Field("severity", "High")) } }),
            ["MaxStatisticResults"] = 2,
        });
        Assert.Equal(200, status);
        Assert.Equal(
            """[{"GroupByField":"severity","GroupByValues":[{"FieldValue":"Critical","Count":3},{"FieldValue":"Low","Count":3}]},{"GroupByField":"status","GroupByValues":[{"FieldValue":"New","Count":2}]}]""",
            body.GetProperty("GroupByResults").GetRawText());
    }

    [Fact]
    public async Task What_a_customer_sets_stays_when_inspector_reports_anew()
    {
        using var hub = Filled();
        var uid = (await FindAsync(hub, Field("finding_info.uid", Arn(1))))[0].GetProperty("metadata").GetProperty("uid").GetString()!;
        var (_, reply, _) = await hub.CallAsync("PATCH", "/findingsv2/batchupdatev2",
            new JsonObject { ["MetadataUids"] = new JsonArray(uid, "unknown"), ["StatusId"] = 3, ["Comment"] = "Known." });
        Assert.Equal(uid, reply.GetProperty("ProcessedFindings")[0].GetProperty("MetadataUid").GetString());
        Assert.Equal("ResourceNotFoundException", reply.GetProperty("UnprocessedFindings")[0].GetProperty("ErrorCode").GetString());
        var identifier = new JsonObject { ["CloudAccountUid"] = Account, ["FindingInfoUid"] = Arn(1), ["MetadataProductUid"] = Product };
        (_, reply, _) = await hub.CallAsync("PATCH", "/findingsv2/batchupdatev2",
            new JsonObject { ["FindingIdentifiers"] = new JsonArray(identifier), ["SeverityId"] = 2 });
        Assert.Equal(Arn(1), reply.GetProperty("ProcessedFindings")[0].GetProperty("FindingIdentifier").GetProperty("FindingInfoUid")
            .GetString());

        var changed = Finding(1);
        changed.Title = "Another";
        hub.Emulator.Inspector.Put(changed);
        var finding = (await FindAsync(hub, Field("finding_info.uid", Arn(1))))[0];
        Assert.Equal(
            ("Another", "Suppressed", 3, "Low", "Known."),
            (Text(finding, "finding_info", "title"), Text(finding, "status"), finding.GetProperty("status_id")
                .GetInt32(), Text(finding, "severity"), Text(finding, "comment")));
    }

    [Fact]
    public async Task An_update_that_names_nothing_or_sets_nothing_is_refused()
    {
        using var hub = Filled();
        foreach (var update in new JsonObject[]
        {
            new() { ["StatusId"] = 3 },
            new() { ["MetadataUids"] = new JsonArray("a") },
            new() { ["MetadataUids"] = new JsonArray("a"), ["StatusId"] = 7 },
            new() { ["MetadataUids"] = new JsonArray("a"), ["FindingIdentifiers"] = new JsonArray(
                new JsonObject { ["CloudAccountUid"] = "1", ["FindingInfoUid"] = "2", ["MetadataProductUid"] = "3" }), ["StatusId"] = 1 },
        })
        {
            Assert.Equal((400, "ValidationException"), Error(await hub.CallAsync("PATCH", "/findingsv2/batchupdatev2", update)));
        }
    }

    [Fact]
    public async Task Faults_have_the_names_of_the_newer_operations()
    {
        using var hub = new EmulatorClient();
        hub.Emulator.Faults.Add(new EmulatorFault { Kind = EmulatorFaultKind.Throttle, Operation = "GetFindingsV2", Calls = 1 });
        Assert.Equal((429, "ThrottlingException"), Error(await hub.CallAsync("POST", "/findingsv2", new JsonObject())));
        hub.Emulator.Faults
            .Add(new EmulatorFault { Kind = EmulatorFaultKind.Status, Status = 500, Operation = "GetFindingsV2", Calls = 1 });
        Assert.Equal((500, "InternalServerException"), Error(await hub.CallAsync("POST", "/findingsv2", new JsonObject())));
    }

    private static EmulatorClient Filled() => new(options =>
    {
        for (var number = 0; number < 10; number++) options.InspectorFindings.Add(Finding(number));
        options.InspectorFindings.Add(Finding(11, "us-west-2"));
    });

    private static string Arn(int number) => $"arn:aws:inspector2:{Region}:{Account}:finding/{number:x32}";

    private static Inspector2Finding Finding(int number, string region = Region) => new()
    {
        FindingArn = Arn(number).Replace(Region, region, StringComparison.Ordinal),
        AwsAccountId = Account,
        Type = "PACKAGE_VULNERABILITY",
        Title = $"CVE-2031-{number} - package",
        Description = "Old.",
        Severity = (number % 4) switch { 0 => "CRITICAL", 1 => "LOW", 2 => "HIGH", _ => "MEDIUM" },
        Status = "ACTIVE",
        FixAvailable = number % 2 == 0 ? "YES" : "NO",
        FirstObservedAt = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero),
        LastObservedAt = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(number),
        PackageVulnerabilityDetails = new PackageVulnerabilityDetails { VulnerabilityId = $"CVE-2031-{number}",
            VulnerablePackages = [new VulnerablePackage { Name = "openssl", Version = $"{number}" }] },
        Resources = [new Inspector2Resource { Type = "AWS_EC2_INSTANCE", Id = $"i-{number}", Tags = new() { ["env"] = "prod" } }],
    };

    private static JsonObject Filter(string field, JsonObject filter) => new() { ["FieldName"] = field, ["Filter"] = filter };

    private static JsonObject String(string field, string value, string comparison = "EQUALS") =>
        Filter(field, new JsonObject { ["Value"] = value, ["Comparison"] = comparison });

    private static JsonObject Field(string field, string value, string comparison = "EQUALS") =>
        new() { ["StringFilters"] = new JsonArray(String(field, value, comparison)) };

    private static JsonObject Tag(string key, string value, string comparison) =>
        new() { ["MapFilters"] =
            new JsonArray(Filter("resources.tags", new JsonObject { ["Key"] = key, ["Value"] = value, ["Comparison"] = comparison })) };

    private static JsonObject Query(JsonObject composite) =>
        new() { ["Filters"] = new JsonObject { ["CompositeFilters"] = new JsonArray(composite) } };

    private static async Task<List<JsonElement>> FindAsync(EmulatorClient hub, JsonObject? composite, string? sortBy = null,
        string order = "asc")
    {
        List<JsonElement> found = [];
        string? token = null;
        do
        {
            var body = composite is null ? [] : Query(composite.DeepClone().AsObject());
            body["MaxResults"] = 4;
            if (sortBy is not null) body["SortCriteria"] = new JsonArray(new JsonObject { ["Field"] = sortBy, ["SortOrder"] = order });
            if (token is not null) body["NextToken"] = token;
            var (status, page, _) = await hub.CallAsync("POST", "/findingsv2", body);
            Assert.Equal(200, status);
            found.AddRange(page.GetProperty("Findings").EnumerateArray());
            token = page.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);
        return found;
    }

    private static string Uid(JsonElement finding) => Text(finding, "finding_info", "uid");

    private static string Text(JsonElement element, params string[] path) =>
        path.Aggregate(element, (at, name) => at.GetProperty(name)).GetString()!;

    private static (int Status, string? Code) Error((int Status, JsonElement Body, HttpResponseMessage Message) reply) =>
        (reply.Status, reply.Body.ValueKind == JsonValueKind.Object && reply.Body.TryGetProperty("Code", out var code) ? code.GetString()
            : null);
}
