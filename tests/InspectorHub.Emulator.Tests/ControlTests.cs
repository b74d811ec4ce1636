using System.Text.Json.Nodes;
using InspectorHub.Emulator.Control;
using InspectorHub.Emulator.Http;
using static InspectorHub.Emulator.Tests.EmulatorClient;
using static InspectorHub.Emulator.Tests.ImportTests;

namespace InspectorHub.Emulator.Tests;

/// <summary>What is done to an emulator over HTTP.</summary>
public sealed class ControlTests : IDisposable
{
    private readonly EmulatorClient hub = new();

    public void Dispose() => hub.Dispose();

    [Theory]
    [InlineData("/health")]
    [InlineData("/_localstack/health")]
    public async Task Whether_it_is_there_is_told_without_a_signature(string path)
    {
        using var http = new HttpClient();
        Assert.Contains("\"securityhub\":\"running\"", await http.GetStringAsync(new Uri(hub.Emulator.EndpointUrl + path), Stop),
            StringComparison.Ordinal);
        Assert.Equal(0, hub.Emulator.Calls);
    }

    [Fact]
    public async Task Calls_are_told_by_operation_account_Region_ids_and_status()
    {
        await hub.ImportAsync(Finding("a"), Finding("b"));
        await hub.CallAsync("GET", "/accounts", accessKey: "222222222222");
        await hub.CallAsync("POST", "/findings", new JsonObject { ["MaxResults"] = 0 });
        var (_, calls, _) = await hub.CallAsync("GET", "/_emulator/calls");
        Assert.Equal(["BatchImportFindings", "DescribeHub", "GetFindings"], calls.EnumerateArray().Select(call => Text(call, "operation")));
        Assert.Equal(["a", "b"], calls[0].GetProperty("findingIds").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(("securityhub", "222222222222", Region),
            (Text(calls[1], "service"), Text(calls[1], "accountId"), Text(calls[1], "region")));
        Assert.Equal((400, "InvalidInputException"), (calls[2].GetProperty("status").GetInt32(), Text(calls[2], "errorCode")));
        Assert.Equal(1, (await hub.CallAsync("GET", "/_emulator/calls?operation=Batch*")).Body.GetArrayLength());
        await hub.CallAsync("DELETE", "/_emulator/calls");
        Assert.Empty(hub.Emulator.CallLog);
    }

    [Fact]
    public async Task Faults_are_put_in_force_and_lifted()
    {
        await hub.CallAsync("POST", "/_emulator/faults",
            JsonNode.Parse("""{"kind":"Throttle","operation":"BatchImportFindings","calls":1,"retryAfter":2}"""));
        var (status, _, message) =
            await hub.CallAsync("POST", "/findings/import", new JsonObject { ["Findings"] = new JsonArray(Finding("a")) });
        Assert.Equal((429, "2"), (status, message.Headers.GetValues("Retry-After").Single()));
        await hub.ImportAsync(Finding("a"));
        await hub.CallAsync("POST", "/_emulator/faults",
            JsonNode.Parse("""[{"kind":"Status","status":500},{"kind":"Latency","delay":"00:00:30"}]"""));
        Assert.Equal(2, (await hub.CallAsync("GET", "/_emulator/faults")).Body.GetArrayLength());
        await hub.CallAsync("DELETE", "/_emulator/faults");
        Assert.Empty(hub.Emulator.Faults.InForce);
        Assert.Equal(400, (await hub.CallAsync("POST", "/_emulator/faults", JsonNode.Parse("""{"kind":"Nonsense"}"""))).Status);
    }

    [Fact]
    public async Task The_clock_is_moved_and_set_back()
    {
        await hub.CallAsync("POST", "/_emulator/clock", JsonNode.Parse("""{"advance":86400}"""));
        Assert.Equal(TimeSpan.FromDays(1), hub.Emulator.Clock.Offset);
        await hub.CallAsync("POST", "/_emulator/clock", JsonNode.Parse("""{"now":"2030-01-01T00:00:00Z"}"""));
        Assert.Equal(2030, hub.Emulator.Clock.GetUtcNow().Year);
        await hub.CallAsync("POST", "/_emulator/clock", JsonNode.Parse("""{"reset":true}"""));
        Assert.Equal(TimeSpan.Zero, hub.Emulator.Clock.Offset);
        Assert.Equal(400, (await hub.CallAsync("POST", "/_emulator/clock", new JsonObject())).Status);
    }

    [Fact]
    public async Task Seeds_go_where_they_belong_and_a_reset_takes_them_back()
    {
        var (_, asff, _) = await hub.CallAsync("POST", "/_emulator/seed", new JsonArray(
            Finding("a", finding => finding["ProductArn"] = $"arn:aws:securityhub:{Region}::product/aws/inspector"), Finding("b")));
        Assert.Equal((0, 2), (asff.GetProperty("inspector").GetInt32(), asff.GetProperty("securityHub").GetInt32()));
        Assert.Equal("Inspector", Text(await hub.HeldAsync("a"), "ProductName"));
        var (_, reported, _) = await hub.CallAsync("POST", "/_emulator/seed",
            JsonNode.Parse($$"""{"findingArn":"arn:aws:inspector2:{{Region}}:{{Account}}:finding/{{1:x32}}"}"""));
        Assert.Equal(1, reported.GetProperty("inspector").GetInt32());
        Assert.Equal(400,
            (await hub.CallAsync("POST", "/_emulator/seed", new JsonArray(Finding("c", finding => finding["Title"] = "")))).Status);

        await hub.CallAsync("DELETE", "/accounts");
        await hub.CallAsync("POST", "/_emulator/reset");
        Assert.Equal(200, (await hub.CallAsync("GET", "/accounts")).Status);
        Assert.Empty(await hub.FindAsync());
        Assert.Equal(0, hub.Emulator.Inspector.Count);
    }

    [Fact]
    public async Task From_another_machine_only_who_knows_the_secret_key_controls_it()
    {
        var control = new ControlEndpoints(hub.Emulator);
        HttpRequest From(string path, string method, string? secret) => new(
            method, path, secret is null ? [] : new() { ["Authorization"] = $"Bearer {secret}" }, default) { IsFromHere = false };
        Assert.Equal(403, control.Answer(From("/_emulator/reset", "POST", secret: null))!.Status);
        Assert.Equal(403, control.Answer(From("/moto-api/reset", "POST", "guessed"))!.Status);
        Assert.Equal(200, control.Answer(From("/_emulator/calls", "GET", hub.Emulator.SecretKey))!.Status);
        Assert.Equal(200, control.Answer(From("/health", "GET", secret: null))!.Status);
        Assert.Null(control.Answer(From("/findings", "POST", secret: null)));
        Assert.Equal(200, (await hub.CallAsync("GET", "/_emulator/calls")).Status);
    }

    [Fact]
    public async Task What_there_is_not_is_told() => Assert.Equal(404, (await hub.CallAsync("GET", "/_emulator/nothing")).Status);
}
