using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Common;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using static InspectorHub.Emulator.Tests.EmulatorClient;
using static InspectorHub.Emulator.Tests.ImportTests;

namespace InspectorHub.Emulator.Tests;

public sealed class InspectorServicesTests : IDisposable
{
    private readonly EmulatorClient hub = new(options =>
    {
        for (var number = 0; number < 60; number++) options.InspectorFindings.Add(Current(number));
        options.InspectorFindings.Add(Current(1000, region: "us-west-2"));
        for (var number = 0; number < 12; number++) options.InspectorFindings.Add(Classic(number));
    });

    public void Dispose() => hub.Dispose();

    [Fact]
    public async Task A_page_has_25_findings_although_100_are_asked_for()
    {
        var found = await ListAsync(new JsonObject { ["maxResults"] = 100 }, pages => Assert.Equal([25, 25, 10], pages));
        Assert.Equal(60, found.Select(finding => Text(finding, "findingArn")).Distinct().Count());
    }

    [Fact]
    public async Task Dates_are_seconds_and_members_as_in_the_API()
    {
        var finding = (await ListAsync(new JsonObject { ["maxResults"] = 1 }))[0];
        Assert.Equal(1735689600.5m, finding.GetProperty("firstObservedAt").GetDecimal());
        Assert.Equal("sha256:0", Text(finding.GetProperty("resources")[0], "id"));
    }

    [Theory]
    [InlineData("""{"severity":[{"comparison":"EQUALS","value":"CRITICAL"}]}""", 15)]
    [InlineData("""{"severity":[{"comparison":"NOT_EQUALS","value":"CRITICAL"},{"comparison":"NOT_EQUALS","value":"LOW"}]}""", 30)]
    [InlineData("""{"vulnerabilityId":[{"comparison":"PREFIX","value":"CVE-2025-1"}]}""", 11)]
    [InlineData("""{"inspectorScore":[{"lowerInclusive":9}]}""", 6)]
    [InlineData("""{"lastObservedAt":[{"startInclusive":1736121600,"endInclusive":1736208000}]}""", 2)]
    [InlineData("""{"resourceTags":[{"comparison":"EQUALS","key":"env","value":"prod"}],"fixAvailable":[{"comparison":"EQUALS","value":"YES"}]}""", 30)]
    [InlineData(
        """{"vulnerablePackages":[{"name":{"comparison":"EQUALS","value":"openssl"},"version":{"comparison":"EQUALS","value":"3"}}]}""", 1)]
    [InlineData("""{"vulnerablePackages":[{"architecture":{"comparison":"EQUALS","value":"X86_64"}}]}""", 60)]
    [InlineData("""{"cloudProvider":[{"comparison":"EQUALS","value":"AZURE"}]}""", 0)]
    [InlineData("""{"ecrImageRepositoryName":[{"comparison":"PREFIX","value":"shop"}]}""", 60)]
    public async Task Filters_find_what_matches(string criteria, int expected) =>
        Assert.Equal(expected, (await ListAsync(new JsonObject { ["filterCriteria"] = JsonNode.Parse(criteria) })).Count);

    [Fact]
    public async Task Severity_sorts_by_weight()
    {
        var found =
            await ListAsync(new JsonObject { ["sortCriteria"] = new JsonObject { ["field"] = "SEVERITY", ["sortOrder"] = "DESC" } });
        Assert.Equal(["CRITICAL", "HIGH", "MEDIUM", "LOW"], found.Select(finding => Text(finding, "severity")).Distinct());
    }

    [Theory]
    [InlineData("""{"maxResults":101}""")]
    [InlineData("""{"filterCriteria":{"colour":[{"comparison":"EQUALS","value":"x"}]}}""")]
    [InlineData("""{"filterCriteria":{"severity":[{"value":"x"}]}}""")]
    [InlineData("""{"filterCriteria":{"severity":[]}}""")]
    [InlineData("""{"sortCriteria":{"field":"COLOUR","sortOrder":"ASC"}}""")]
    [InlineData("""{"filterCriteria":{"severity":[{"comparison":"EQUALS","value":""}]}}""")]
    [InlineData("""{"filterCriteria":{"severity":[{"comparison":"LIKE","value":"x"}]}}""")]
    [InlineData("""{"filterCriteria":{"resourceTags":[{"comparison":"EQUALS","value":"x"}]}}""")]
    [InlineData("""{"sortCriteria":{"field":"SEVERITY"}}""")]
    [InlineData("""{"nextToken":"nonsense"}""")]
    public async Task What_cannot_be_asked_is_refused(string body)
    {
        var (status, error, message) = await hub.CallAsync("POST", "/findings/list", JsonNode.Parse(body), "inspector2");
        Assert.Equal((400, "ValidationException", "FIELD_VALIDATION_FAILED"),
            (status, message.Headers.GetValues("x-amzn-ErrorType").Single(), Text(error, "reason")));
    }

    [Fact]
    public async Task A_token_goes_with_the_query_it_was_given_for()
    {
        var (_, page, _) = await hub.CallAsync("POST", "/findings/list", new JsonObject(), "inspector2");
        var token = Text(page, "nextToken")!;
        var other = JsonNode.Parse("""{"filterCriteria":{"severity":[{"comparison":"EQUALS","value":"HIGH"}]}}""")!;
        other["nextToken"] = token;
        var (status, _, message) = await hub.CallAsync("POST", "/findings/list", other, "inspector2");
        Assert.Equal((400, "ValidationException"), (status, message.Headers.GetValues("x-amzn-ErrorType").Single()));
        Assert.Equal(200, (await hub.CallAsync("POST", "/findings/list", new JsonObject { ["nextToken"] = token }, "inspector2")).Status);
    }

    [Fact]
    public async Task A_finding_has_no_members_that_the_API_does_not_have()
    {
        var finding = (await ListAsync(new JsonObject { ["maxResults"] = 1 }))[0];
        Assert.False(finding.TryGetProperty("findingId", out _));
    }

    [Fact]
    public async Task Details_are_given_for_what_is_known()
    {
        var body = new JsonObject { ["findingArns"] = new JsonArray(CurrentArn(3), CurrentArn(999)) };
        var (_, reply, _) = await hub.CallAsync("POST", "/findings/details/batch/get", body, "inspector2");
        Assert.Equal(CurrentArn(3), Text(Assert.Single(reply.GetProperty("findingDetails").EnumerateArray()), "findingArn"));
        Assert.Equal("FINDING_DETAILS_NOT_FOUND", Text(Assert.Single(reply.GetProperty("errors").EnumerateArray()), "errorCode"));
    }

    [Fact]
    public async Task The_status_tells_what_is_scanned()
    {
        using var ec2Only = new EmulatorClient(options =>
        {
            options.InspectorScans.Clear();
            options.InspectorScans.Add("ec2");
        });
        var account =
            (await ec2Only.CallAsync("POST", "/status/batch/get", new JsonObject(), "inspector2")).Body.GetProperty("accounts")[0];
        Assert.Equal((Account, "ENABLED", "ENABLED", "DISABLED"), (Text(account, "accountId"), Text(account, "state.status"),
            Text(account, "resourceState.ec2.status"), Text(account, "resourceState.ecr.status")));
    }

    [Fact]
    public async Task Classic_lists_ten_by_ten_and_describes_ten_at_once()
    {
        var (_, first, _) = await ClassicAsync("ListFindings", new JsonObject());
        var (_, second, message) = await ClassicAsync("ListFindings", new JsonObject { ["nextToken"] = Text(first, "nextToken") });
        Assert.Equal("application/x-amz-json-1.1", message.Content.Headers.ContentType?.MediaType);
        var arns = first.GetProperty("findingArns").EnumerateArray().Concat(second.GetProperty("findingArns").EnumerateArray())
            .Select(arn => arn.GetString()).ToList();
        Assert.Equal((10, 2, 12), (first.GetProperty("findingArns").GetArrayLength(), second.GetProperty("findingArns")
            .GetArrayLength(), arns.Distinct().Count()));

        var (_, described, _) = await ClassicAsync("DescribeFindings",
            new JsonObject { ["findingArns"] = new JsonArray(arns[0], "arn:aws:inspector:nowhere", "nonsense") });
        Assert.Equal(arns[0], Text(Assert.Single(described.GetProperty("findings").EnumerateArray()), "arn"));
        Assert.Equal("ITEM_DOES_NOT_EXIST",
            Text(described.GetProperty("failedItems").GetProperty("arn:aws:inspector:nowhere"), "failureCode"));
        Assert.Equal("INVALID_ARN", Text(described.GetProperty("failedItems").GetProperty("nonsense"), "failureCode"));

        var (status, error, _) = await ClassicAsync("DescribeFindings",
            new JsonObject { ["findingArns"] = new JsonArray([.. arns.Take(11).Select(arn => (JsonNode)arn!)]) });
        Assert.Equal((400, "InvalidInputException"), (status, Text(error, "__type")));
    }

    [Theory]
    [InlineData("""{"severities":["High"]}""", 6)]
    [InlineData("""{"agentIds":["i-1","i-2"],"severities":["High"]}""", 1)]
    [InlineData("""{"ruleNames":["CVE-5"]}""", 1)]
    [InlineData("""{"attributes":[{"key":"number","value":"7"}]}""", 1)]
    [InlineData("""{"creationTimeRange":{"beginDate":1735689600,"endDate":1735776000}}""", 2)]
    public async Task Classic_filters(string filter, int expected)
    {
        var (_, reply, _) =
            await ClassicAsync("ListFindings", new JsonObject { ["filter"] = JsonNode.Parse(filter), ["maxResults"] = 500 });
        Assert.Equal(expected, reply.GetProperty("findingArns").GetArrayLength());
    }

    [Theory]
    [InlineData("ListFindings", """{"maxResults":501}""", "INVALID_MAX_RESULTS")]
    [InlineData("ListFindings", """{"nextToken":"nonsense"}""", "INVALID_PAGINATION_TOKEN")]
    [InlineData("ListFindings", """{"filter":{"severities":["Terrible"]}}""", "INVALID_SEVERITY")]
    [InlineData("ListFindings",
        """{"filter":{"autoScalingGroups":["a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a","a"]}}""",
        "INVALID_NUMBER_OF_AUTO_SCALING_GROUPS")]
    [InlineData("DescribeFindings", """{"findingArns":[]}""", "INVALID_NUMBER_OF_FINDING_ARNS")]
    [InlineData("DescribeFindings", """{"findingArns":["arn:x"],"locale":"DE_DE"}""", "INVALID_LOCALE")]
    public async Task Classic_says_what_of_a_request_is_wrong(string operation, string body, string code)
    {
        var (status, error, _) = await ClassicAsync(operation, JsonNode.Parse(body)!.AsObject());
        Assert.Equal((400, "InvalidInputException", code), (status, Text(error, "__type"), Text(error, "errorCode")));
    }

    [Fact]
    public async Task Classic_fails_what_is_named_twice()
    {
        var (_, listed, _) = await ClassicAsync("ListFindings", new JsonObject());
        var arn = listed.GetProperty("findingArns")[0].GetString();
        var (_, described, _) = await ClassicAsync("DescribeFindings", new JsonObject { ["findingArns"] = new JsonArray(arn, arn) });
        Assert.Equal("DUPLICATE_ARN", described.GetProperty("failedItems").GetProperty(arn!).GetProperty("failureCode").GetString());
    }

    private Task<(int Status, JsonElement Body, HttpResponseMessage Message)> ClassicAsync(string operation, JsonObject body) =>
        hub.CallAsync("POST", "/", body, "inspector", target: $"InspectorService.{operation}");

    private async Task<List<JsonElement>> ListAsync(JsonObject body, Action<IEnumerable<int>>? pages = null)
    {
        List<JsonElement> found = [];
        List<int> sizes = [];
        while (true)
        {
            var (status, page, _) = await hub.CallAsync("POST", "/findings/list", body.DeepClone(), "inspector2");
            Assert.Equal(200, status);
            found.AddRange(page.GetProperty("findings").EnumerateArray());
            sizes.Add(page.GetProperty("findings").GetArrayLength());
            if (!page.TryGetProperty("nextToken", out var next)) break;
            body["nextToken"] = next.GetString();
        }

        pages?.Invoke(sizes);
        return found;
    }

    private static string CurrentArn(int number, string region = Region) => $"arn:aws:inspector2:{region}:{Account}:finding/{number:x32}";

    private static Inspector2Finding Current(int number, string region = Region) => new()
    {
        FindingArn = CurrentArn(number, region),
        AwsAccountId = Account,
        Type = "PACKAGE_VULNERABILITY",
        Title = $"CVE-2025-{number} - package",
        Description = "Old.",
        Severity = Severity.Of((number % 4) switch { 0 => "CRITICAL", 1 => "LOW", 2 => "HIGH", _ => "MEDIUM" }),
        Status = "ACTIVE",
        FixAvailable = number % 2 == 0 ? "YES" : "NO",
        InspectorScore = number % 10,
        FirstObservedAt = DateTimeOffset.FromUnixTimeMilliseconds(1735689600500),
        LastObservedAt = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(number),
        PackageVulnerabilityDetails = new PackageVulnerabilityDetails
        {
            VulnerabilityId = $"CVE-2025-{number}",
            VulnerablePackages = [new VulnerablePackage { Name = "openssl", Version = $"{number}", Arch = "X86_64" },
                new VulnerablePackage { Name = "zlib", Version = "3" }],
        },
        Resources =
        [
            new Inspector2Resource
            {
                Type = "AWS_ECR_CONTAINER_IMAGE",
                Id = $"sha256:{number}",
                Tags = new() { ["env"] = "prod" },
                Details =
                    new Inspector2ResourceDetails { AwsEcrContainerImage = new EcrContainerImageDetails { RepositoryName = "shop/cart" } },
            },
        ],
    };

    private static ClassicFinding Classic(int number) => new()
    {
        Arn = $"arn:aws:inspector:{Region}:{Account}:target/0-a/template/0-b/run/0-c/finding/0-{number}",
        Id = $"CVE-{number}",
        Severity = Severity.Of(number % 2 == 0 ? "High" : "Low"),
        CreatedAt = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(number),
        AssetAttributes = new ClassicAssetAttributes { AgentId = $"i-{number}" },
        Attributes = [new ClassicAttribute { Key = "number", Value = $"{number}" }],
    };
}
