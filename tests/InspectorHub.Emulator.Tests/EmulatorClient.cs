using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace InspectorHub.Emulator.Tests;

/// <summary>An emulator without signature check and rates, and a client that names its scope and signs nothing.</summary>
internal sealed class EmulatorClient : IDisposable
{
    public const string Account = EmulatorOptions.DefaultAccountId;
    public const string Region = "eu-central-1";

    private readonly HttpClient http;

    public EmulatorClient(Action<EmulatorOptions>? configure = null)
    {
        var options = new EmulatorOptions { VerifySignatures = false, RateScale = 0 };
        configure?.Invoke(options);
        Emulator = new SecurityHubEmulator(options);
        http = new HttpClient { BaseAddress = new Uri(Emulator.EndpointUrl), Timeout = TimeSpan.FromSeconds(30) };
    }

    public SecurityHubEmulator Emulator { get; }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static string DefaultProduct(string account = Account, string region = Region) =>
        $"arn:aws:securityhub:{region}:{account}:product/{account}/default";

    public static JsonObject Finding(string id, Action<JsonObject>? change = null)
    {
        var finding = new JsonObject
        {
            ["SchemaVersion"] = "2018-10-08",
            ["Id"] = id,
            ["ProductArn"] = DefaultProduct(),
            ["GeneratorId"] = "test",
            ["AwsAccountId"] = Account,
            ["Types"] = new JsonArray("Software and Configuration Checks/Vulnerabilities/CVE"),
            ["CreatedAt"] = "2025-01-01T00:00:00Z",
            ["UpdatedAt"] = "2025-01-01T00:00:00Z",
            ["Severity"] = new JsonObject { ["Label"] = "HIGH" },
            ["Title"] = $"Title of {id}",
            ["Description"] = "What is wrong.",
            ["Resources"] = new JsonArray(new JsonObject { ["Type"] = "Other", ["Id"] = $"resource-of-{id}" }),
        };
        change?.Invoke(finding);
        return finding;
    }

    /// <summary>Calls an operation and gives the status and the JSON of the answer.</summary>
    public async Task<(int Status, JsonElement Body, HttpResponseMessage Message)> CallAsync(string method, string path,
        JsonNode? body = null, string service = "securityhub", string region = Region, string accessKey = "ANY", string? target = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential={accessKey}/20250101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=0");
        if (target is not null) request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        var reply = await http.SendAsync(request, Stop);
        var text = await reply.Content.ReadAsStringAsync(Stop);
        return ((int)reply.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonDocument.Parse(text).RootElement
            : default, reply);
    }

    /// <summary>Posts to Security Hub bytes that need not be JSON, and gives the status.</summary>
    public async Task<int> SendAsync(string path, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential=ANY/20250101/{Region}/securityhub/aws4_request, SignedHeaders=host, Signature=0");
        using var reply = await http.SendAsync(request, Stop);
        return (int)reply.StatusCode;
    }

    public async Task<JsonElement> ImportAsync(params JsonObject[] findings)
    {
        var (status, body, _) = await CallAsync("POST", "/findings/import", new JsonObject { ["Findings"] = new JsonArray([.. findings]) });
        Assert.Equal((int)HttpStatusCode.OK, status);
        return body;
    }

    public async Task<List<JsonElement>> FindAsync(JsonObject? filters = null, string? sortBy = null, string order = "asc")
    {
        List<JsonElement> found = [];
        string? token = null;
        do
        {
            var body = new JsonObject { ["MaxResults"] = 3 };
            if (filters is not null) body["Filters"] = filters.DeepClone();
            if (sortBy is not null) body["SortCriteria"] = new JsonArray(new JsonObject { ["Field"] = sortBy, ["SortOrder"] = order });
            if (token is not null) body["NextToken"] = token;
            var (status, page, _) = await CallAsync("POST", "/findings", body);
            Assert.Equal(200, status);
            found.AddRange(page.GetProperty("Findings").EnumerateArray());
            token = page.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);
        return found;
    }

    /// <summary>Updates findings of the default product as a customer.</summary>
    public async Task<JsonElement> UpdateAsync(string[] ids, JsonObject update)
    {
        update["FindingIdentifiers"] =
            new JsonArray([.. ids.Select(id => new JsonObject { ["Id"] = id, ["ProductArn"] = DefaultProduct() })]);
        var (status, body, _) = await CallAsync("PATCH", "/findings/batchupdate", update);
        Assert.Equal(200, status);
        return body;
    }

    public Task<JsonElement> UpdateAsync(string id, JsonObject update) => UpdateAsync([id], update);

    public async Task<JsonElement> HeldAsync(string id)
    {
        var found =
            await FindAsync(new JsonObject { ["Id"] = new JsonArray(new JsonObject { ["Value"] = id, ["Comparison"] = "EQUALS" }) });
        return Assert.Single(found);
    }

    public void Dispose()
    {
        http.Dispose();
        Emulator.Dispose();
    }
}
