using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using static InspectorHub.Emulator.Tests.EmulatorClient;
using static InspectorHub.Emulator.Tests.ImportTests;

namespace InspectorHub.Emulator.Tests;

public sealed class GetFindingsTests : IAsyncLifetime
{
    private readonly EmulatorClient hub =
        new(options => options.Clock = new FakeTimeProvider(new DateTimeOffset(2025, 1, 11, 0, 0, 0, TimeSpan.Zero)));

    public async ValueTask InitializeAsync()
    {
        JsonObject Make(int number, string label, string title) => Finding($"f{number}", finding =>
        {
            finding["Title"] = title;
            finding["Severity"] = new JsonObject { ["Label"] = label };
            finding["UpdatedAt"] = $"2025-01-0{number}T00:00:00Z";
            finding["Confidence"] = number * 10;
            finding["Resources"] = new JsonArray(
                new JsonObject { ["Type"] = "AwsEc2Instance", ["Id"] = $"i-{number}",
                    ["Tags"] = new JsonObject { ["env"] = number % 2 == 0 ? "prod" : "dev" }, ["Details"] =
                        new JsonObject { ["AwsEc2Instance"] = new JsonObject { ["IpV4Addresses"] = new JsonArray($"10.0.{number}.1") } } },
                new JsonObject { ["Type"] = "Other", ["Id"] = "shared" });
        });
        await hub.ImportAsync(
            Make(1, "LOW", "openssl is old"), Make(2, "CRITICAL", "kernel is old"), Make(3, "MEDIUM", "bash"),
            Make(4, "INFORMATIONAL", "zlib, zip"), Make(5, "HIGH", "curl is old"), Make(6, "HIGH", "Openssl again"), Make(7, "LOW", "a-b"));
    }

    public ValueTask DisposeAsync()
    {
        hub.Dispose();
        return default;
    }

    [Theory]
    [InlineData("""{"Id":[{"Value":"f1","Comparison":"EQUALS"},{"Value":"f3","Comparison":"EQUALS"}]}""", "f1 f3")]
    [InlineData("""{"Title":[{"Value":"openssl","Comparison":"PREFIX"}]}""", "f1")]
    [InlineData("""{"SeverityLabel":[{"Value":"HIGH","Comparison":"EQUALS"},{"Value":"CRITICAL","Comparison":"EQUALS"}],"Title":[{"Value":"zlib","Comparison":"PREFIX_NOT_EQUALS"},{"Value":"O","Comparison":"PREFIX_NOT_EQUALS"}]}""", "f2 f5")]
    [InlineData("""{"SeverityLabel":[{"Value":"HIGH","Comparison":"NOT_EQUALS"},{"Value":"LOW","Comparison":"NOT_EQUALS"}]}""", "f2 f3 f4")]
    [InlineData("""{"SeverityNormalized":[{"Gte":40,"Lt":90}]}""", "f3 f5 f6")]
    [InlineData("""{"Confidence":[{"Eq":10},{"Gt":60}]}""", "f1 f7")]
    [InlineData("""{"UpdatedAt":[{"Start":"2025-01-02T00:00:00Z","End":"2025-01-04T00:00:00Z"}]}""", "f2 f3 f4")]
    [InlineData("""{"UpdatedAt":[{"DateRange":{"Value":5,"Unit":"DAYS"}}]}""", "f6 f7")]
    [InlineData("""{"UpdatedAt":[{"DateRange":{"Value":9,"Unit":"DAYS","Comparison":"OLDER_THAN"}}]}""", "f1 f2")]
    [InlineData("""{"ResourceTags":[{"Key":"env","Value":"prod","Comparison":"EQUALS"}]}""", "f2 f4 f6")]
    [InlineData("""{"ResourceId":[{"Value":"i-3","Comparison":"EQUALS"}]}""", "f3")]
    [InlineData("""{"ResourceId":[{"Value":"i-3","Comparison":"NOT_EQUALS"}],"Confidence":[{"Lte":40}]}""", "f1 f2 f4")]
    [InlineData("""{"ResourceAwsEc2InstanceIpV4Addresses":[{"Cidr":"10.0.4.0/22"}]}""", "f4 f5 f6 f7")]
    [InlineData("""{"Keyword":[{"Value":"zip"}]}""", "f4")]
    [InlineData("""{"VerificationState":[{"Value":"UNKNOWN","Comparison":"NOT_EQUALS"}],"Confidence":[{"Eq":10}]}""", "f1")]
    [InlineData("""{"VerificationState":[{"Value":"UNKNOWN","Comparison":"EQUALS"}]}""", "")]
    [InlineData("""{"FindingProviderFieldsSeverityLabel":[{"Value":"MEDIUM","Comparison":"EQUALS"}]}""", "f3")]
    [InlineData("""{"Title":[{"Value":"openssl","Comparison":"PREFIX"},{"Value":"c","Comparison":"PREFIX"},{"Value":"curl is old","Comparison":"NOT_EQUALS"}]}""", "f1")]
    [InlineData("""{"ResourceTags":[{"Key":"env","Value":"dev","Comparison":"NOT_EQUALS"}],"Confidence":[{"Lte":40}]}""", "f2 f4")]
    [InlineData("""{"UpdatedAt":[{"Start":"2025-01-02T02:00:00+02:00","End":"2025-01-03T18:00:00+18:00"}]}""", "f2 f3")]
    [InlineData("""{"Id":[]}""", "f1 f2 f3 f4 f5 f6 f7")]
    public async Task Filters_find_what_matches(string filters, string expected)
    {
        var found = await hub.FindAsync(JsonNode.Parse(filters)!.AsObject());
        Assert.Equal(expected, string.Join(' ', found.Select(finding => Text(finding, "Id"))));
    }

    [Fact]
    public async Task What_has_changed_since_is_found_by_what_it_is_now()
    {
        await hub.UpdateAsync(["f1", "f2", "f5"], new JsonObject { ["Workflow"] = new JsonObject { ["Status"] = "NOTIFIED" },
            ["Severity"] = new JsonObject { ["Normalized"] = 1 } });
        await hub.ImportAsync(Finding("f2", finding =>
        {
            finding["UpdatedAt"] = "2025-01-09T00:00:00Z";
            finding["RecordState"] = "ARCHIVED";
            finding["Severity"] = new JsonObject { ["Label"] = "CRITICAL" };
        }));
        async Task<string> FoundAsync(params (string Attribute, string Value)[] wanted)
        {
            var filters = new JsonObject();
            foreach (var (attribute, value) in wanted)
                filters[attribute] =
                    new JsonArray([.. value.Split(' ').Select(one => new JsonObject { ["Value"] = one, ["Comparison"] = "EQUALS" })]);
            return string.Join(' ', (await hub.FindAsync(filters)).Select(finding => Text(finding, "Id")));
        }

        Assert.Equal("f1 f2 f5", await FoundAsync(("WorkflowStatus", "NOTIFIED")));
        Assert.Equal("f1 f2 f5 f7", await FoundAsync(("SeverityLabel", "LOW")));
        Assert.Equal("f2", await FoundAsync(("RecordState", "ARCHIVED")));
        Assert.Equal("f3 f4 f6",
            await FoundAsync(("SeverityLabel", "HIGH MEDIUM INFORMATIONAL"), ("WorkflowStatus", "NEW"), ("RecordState", "ACTIVE")));
        Assert.Equal("", await FoundAsync(("Id", "f1 f3"), ("WorkflowStatus", "RESOLVED NOTIFIED"), ("SeverityLabel", "MEDIUM")));
        Assert.Equal("f1", await FoundAsync(("Id", "f1 f3"), ("WorkflowStatus", "RESOLVED NOTIFIED")));
    }

    [Theory]
    [InlineData("UpdatedAt", "desc", "f7 f6 f5 f4 f3 f2 f1")]
    [InlineData("SeverityNormalized", "asc", "f4 f1 f7 f3 f5 f6 f2")]
    [InlineData("SeverityLabel", "desc", "f3 f7 f1 f4 f6 f5 f2")]
    [InlineData("Title", "asc", "f6 f7 f3 f5 f2 f1 f4")]
    [InlineData("NoteText", "asc", "f1 f2 f3 f4 f5 f6 f7")]
    public async Task Pages_follow_the_order_asked_for(string field, string order, string expected)
    {
        var found = await hub.FindAsync(sortBy: field, order: order);
        Assert.Equal(expected, string.Join(' ', found.Select(finding => Text(finding, "Id"))));
    }

    [Theory]
    [InlineData("""{"Filters":{"Colour":[{"Value":"red"}]}}""")]
    [InlineData("""{"Filters":{"Title":[{"Comparison":"EQUALS"}]}}""")]
    [InlineData("""{"Filters":{"Title":[{"Value":"a","Comparison":"LIKE"}]}}""")]
    [InlineData("""{"Filters":{"Title":"a"}}""")]
    [InlineData("""{"Filters":{"Confidence":[{}]}}""")]
    [InlineData("""{"Filters":{"UpdatedAt":[{"Start":"yesterday","End":"2025-01-01T00:00:00Z"}]}}""")]
    [InlineData("""{"Filters":{"UpdatedAt":[{"Start":"2025-01-01","End":"2025-01-02"}]}}""")]
    [InlineData("""{"Filters":{"UpdatedAt":[{"Start":"2025-01-01T00:00:00Z"}]}}""")]
    [InlineData("""{"Filters":{"UpdatedAt":[{"End":"2025-01-01T00:00:00Z"}]}}""")]
    [InlineData("""{"Filters":{"UpdatedAt":[{"DateRange":{"Value":5,"Unit":"HOURS"}}]}}""")]
    [InlineData("""{"Filters":{"UpdatedAt":[{"DateRange":{"Value":5,"Unit":"DAYS","Comparison":"SINCE"}}]}}""")]
    [InlineData("""{"Filters":{"UpdatedAt":[{"DateRange":{"Unit":"DAYS"}}]}}""")]
    [InlineData("""{"Filters":{"Title":[{"Value":"a","Comparison":"CONTAINS"}]}}""")]
    [InlineData("""{"Filters":{"Title":[{"Value":"a","Comparison":"NOT_CONTAINS"}]}}""")]
    [InlineData("""{"Filters":{"Title":[{"Value":"a","Comparison":"CONTAINS_WORD"}]}}""")]
    [InlineData("""{"Filters":{"ResourceTags":[{"Key":"a","Value":"b","Comparison":"CONTAINS"}]}}""")]
    [InlineData("""{"Filters":{"Title":[{"Value":"a","Comparison":"EQUALS"},{"Value":"b","Comparison":"NOT_EQUALS"}]}}""")]
    [InlineData("""{"Filters":{"Title":[{"Value":"a","Comparison":"EQUALS"},{"Value":"b","Comparison":"PREFIX_NOT_EQUALS"}]}}""")]
    [InlineData("""{"Filters":{"ResourceTags":[{"Key":"a","Value":"b","Comparison":"EQUALS"},{"Key":"c","Value":"b","Comparison":"NOT_EQUALS"}]}}""")]
    [InlineData("""{"Filters":{"Title":[{"Value":"","Comparison":"EQUALS"}]}}""")]
    [InlineData("""{"Filters":{"Title":[{"Value":" ","Comparison":"EQUALS"}]}}""")]
    [InlineData("""{"Filters":{"Title":[{"Value":7,"Comparison":"EQUALS"}]}}""")]
    [InlineData("""{"Filters":{"NetworkSourceIpV4":[{"Cidr":"10.0.0.0/33"}]}}""")]
    [InlineData("""{"Filters":{"NetworkSourceIpV4":[{"Cidr":"10.0.0.0/8/8"}]}}""")]
    [InlineData("""{"Filters":{"NetworkSourceIpV4":[{"Cidr":"here"}]}}""")]
    [InlineData("""{"Filters":{"Sample":[{"Value":"yes"}]}}""")]
    [InlineData("""{"Filters":{"Sample":[{}]}}""")]
    [InlineData("""{"Filters":{"Confidence":[{"Gte":"40"}]}}""")]
    [InlineData("""{"Filters":[]}""")]
    [InlineData("""{"Filters":"all"}""")]
    [InlineData("""{"SortCriteria":{}}""")]
    [InlineData("""{"SortCriteria":[{"SortOrder":"asc"}]}""")]
    [InlineData("""{"SortCriteria":[{"Field":"","SortOrder":"asc"}]}""")]
    [InlineData("""{"MaxResults":"5"}""")]
    [InlineData("""{"MaxResults":1.5}""")]
    [InlineData("""{"NextToken":5}""")]
    [InlineData("""{"MaxResults":0}""")]
    [InlineData("""{"MaxResults":101}""")]
    [InlineData("""{"NextToken":"nonsense"}""")]
    [InlineData("""{"SortCriteria":[{"Field":"Title","SortOrder":"up"}]}""")]
    public async Task What_cannot_be_asked_is_refused(string body)
    {
        var (status, error, _) = await hub.CallAsync("POST", "/findings", JsonNode.Parse(body));
        Assert.Equal((400, "InvalidInputException"), (status, Text(error, "Code")));
    }

    [Theory]
    [InlineData("""{"SortCriteria":[{"Field":"Title","SortOrder":"asc"}]}""", """{}""")]
    [InlineData("""{"Filters":{"Confidence":[{"Gte":1}]}}""", """{}""")]
    [InlineData("""{"Filters":{"Confidence":[{"Gte":1}]}}""", """{"Filters":{"Confidence":[{"Gte":2}]}}""")]
    [InlineData("""{}""", """{"Filters":{"Confidence":[{"Gte":1}]}}""")]
    [InlineData("""{}""", """{"SortCriteria":[{"Field":"Title","SortOrder":"asc"}]}""")]
    public async Task A_token_goes_with_the_query_it_was_given_for(string first, string second)
    {
        var (_, page, _) = await hub.CallAsync("POST", "/findings", With(first, "MaxResults", 2));
        var token = Text(page, "NextToken")!;
        Assert.Equal(200, (await hub.CallAsync("POST", "/findings", With(first, "NextToken", token))).Status);
        var (status, error, _) = await hub.CallAsync("POST", "/findings", With(second, "NextToken", token));
        Assert.Equal((400, "InvalidInputException", "Invalid NextToken: Input Query has changed"),
            (status, Text(error, "Code"), Text(error, "Message")));
        Assert.Equal(400, (await hub.CallAsync("POST", "/findings", With(first, "NextToken", token), region: "us-west-2")).Status);
    }

    [Theory]
    [InlineData("Title", "f6 f7 f3 f5 f2 f1 f4")]
    [InlineData("GeneratorId", "f1 f2 f3 f4 f5 f6 f7")]
    public async Task The_pages_of_a_sorted_query_go_on_where_the_last_one_ended(string field, string expected)
    {
        var query = $$"""{"SortCriteria":[{"Field":"{{field}}","SortOrder":"asc"}],"MaxResults":4}""";
        var (_, first, _) = await hub.CallAsync("POST", "/findings", JsonNode.Parse(query));
        await hub.ImportAsync(Finding("f0", finding => (finding["Title"], finding["GeneratorId"]) = ("A first one", "a first one")));
        var (_, second, _) = await hub.CallAsync("POST", "/findings", With(query, "NextToken", Text(first, "NextToken")!));
        static IEnumerable<string?> Ids(System.Text.Json.JsonElement page) =>
            page.GetProperty("Findings").EnumerateArray().Select(finding => Text(finding, "Id"));
        Assert.Equal(expected, string.Join(' ', Ids(first).Concat(Ids(second))));
        Assert.Equal("f0", Ids((await hub.CallAsync("POST", "/findings", JsonNode.Parse(query))).Body).First());
    }

    [Fact]
    public async Task Dates_are_in_order_as_times_and_not_as_texts()
    {
        var dates = new[] { "2025-02-01T00:00:01.500Z", "2025-02-01T00:00:01Z", "2025-02-01T01:00:00+02:00", "2025-02-01T00:00:02Z",
            "2025-01-31T23:30:00-0030" };
        await hub.ImportAsync([.. dates.Select((date, index) => Finding($"d{index}", finding => finding["UpdatedAt"] = date))]);
        var found = await hub.FindAsync(JsonNode.Parse("""{"Id":[{"Value":"d","Comparison":"PREFIX"}]}""")!.AsObject(), "UpdatedAt");
        Assert.Equal("d2 d4 d1 d0 d3", string.Join(' ', found.Select(finding => Text(finding, "Id"))));
    }

    [Fact]
    public async Task A_call_has_at_most_10_attributes_of_20_values()
    {
        var values = new JsonArray(
            [.. Enumerable.Range(0, 21).Select(number => new JsonObject { ["Value"] = $"{number}", ["Comparison"] = "EQUALS" })]);
        Assert.Equal(400,
            (await hub.CallAsync("POST", "/findings", new JsonObject { ["Filters"] = new JsonObject { ["Id"] = values } })).Status);

        var attributes = new JsonObject();
        foreach (var name in new[] { "Id", "Title", "ProductArn", "AwsAccountId", "GeneratorId", "Region", "Type", "Description",
            "SourceUrl", "ProductName", "CompanyName" })
        {
            attributes[name] = new JsonArray(new JsonObject { ["Value"] = "x", ["Comparison"] = "EQUALS" });
        }

        Assert.Equal(400, (await hub.CallAsync("POST", "/findings", new JsonObject { ["Filters"] = attributes })).Status);
    }

    private static JsonNode With(string body, string member, JsonNode value)
    {
        var given = JsonNode.Parse(body)!.AsObject();
        given[member] = value;
        return given;
    }
}
