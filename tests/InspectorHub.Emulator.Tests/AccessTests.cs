using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Emulator.Access;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;
using Microsoft.Extensions.Time.Testing;
using static InspectorHub.Emulator.Tests.EmulatorClient;

namespace InspectorHub.Emulator.Tests;

/// <summary>Who may come in. The signatures here are those of the SDK, the verifier is the emulator's own.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task The_emulators_own_key_opens_it()
    {
        using var hub = new SecurityHubEmulator(new EmulatorOptions());
        Assert.Equal(1, (await ImportAsync(hub, hub.AccessKey, hub.SecretKey)).SuccessCount);
    }

    [Theory]
    [InlineData("AKIDSOMEBODYELSE", null, "UnrecognizedClientException")]
    [InlineData(null, "wrong", "InvalidSignatureException")]
    public async Task Another_key_or_secret_does_not(string? accessKey, string? secretKey, string expected)
    {
        using var hub = new SecurityHubEmulator(new EmulatorOptions());
        var failure =
            await Assert.ThrowsAsync<AwsException>(() => ImportAsync(hub, accessKey ?? hub.AccessKey, secretKey ?? hub.SecretKey));
        Assert.Equal((HttpStatusCode.Forbidden, expected), (failure.StatusCode, failure.ErrorCode));
        Assert.Equal(0, hub.Findings);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_told_so()
    {
        using var hub = new SecurityHubEmulator(new EmulatorOptions { Clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddHours(1)) });
        var failure = await Assert.ThrowsAsync<AwsException>(() => ImportAsync(hub, hub.AccessKey, hub.SecretKey));
        Assert.Equal("InvalidSignatureException", failure.ErrorCode);
        Assert.Contains("Signature expired", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_signature_nobody_comes_in()
    {
        using var hub = new SecurityHubEmulator(new EmulatorOptions());
        using var http = new HttpClient();
        using var reply = await http.GetAsync(new Uri(hub.EndpointUrl + "/accounts"), Stop);
        Assert.Equal((HttpStatusCode.Forbidden, "MissingAuthenticationTokenException"),
            (reply.StatusCode, reply.Headers.GetValues("x-amzn-ErrorType").Single()));
    }

    [Fact]
    public async Task Where_signatures_are_not_checked_a_call_needs_none_and_12_digits_are_an_account()
    {
        using var hub = new SecurityHubEmulator(new EmulatorOptions { VerifySignatures = false, Region = "eu-west-1" });
        using var http = new HttpClient();
        var described = await http.GetStringAsync(new Uri(hub.EndpointUrl + "/accounts"), Stop);
        Assert.Contains($"arn:aws:securityhub:eu-west-1:{Account}:hub/default", described, StringComparison.Ordinal);

        using var client = new EmulatorClient();
        var (_, body, _) = await client.CallAsync("GET", "/accounts", accessKey: "222222222222");
        Assert.Equal($"arn:aws:securityhub:{Region}:222222222222:hub/default", ImportTests.Text(body, "HubArn"));
    }

    [Fact]
    public async Task A_role_imports_for_its_own_account_only_and_has_a_hub_of_its_own()
    {
        using var hub = new EmulatorClient();
        var role = await AssumeAsync(hub, "222222222222");
        JsonObject Batch(string account) => new()
        {
            ["Findings"] = new JsonArray(
                Finding("a", finding => { finding["AwsAccountId"] = account; finding["ProductArn"] = DefaultProduct(account); })),
        };
        Assert.Equal(200, (await hub.CallAsync("POST", "/findings/import", Batch("222222222222"), accessKey: role["AccessKeyId"])).Status);
        Assert.Equal(403, (await hub.CallAsync("POST", "/findings/import", Batch(Account), accessKey: role["AccessKeyId"])).Status);
        Assert.Empty(await hub.FindAsync());

        var (_, _, identity) =
            await hub.CallAsync("POST", "/?Action=GetCallerIdentity&Version=2011-06-15", service: "sts", accessKey: role["AccessKeyId"]);
        var xml = XDocument.Parse(await identity.Content.ReadAsStringAsync(Stop));
        Assert.Equal("arn:aws:sts::222222222222:assumed-role/reader/me", xml.Descendants()
            .Single(element => element.Name.LocalName == "Arn").Value);
    }

    [Fact]
    public void A_roles_key_needs_its_token_and_ends()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var keys = new AccessKeys(new EmulatorOptions { Clock = clock });
        var key = keys.Issue("222222222222", "arn:aws:sts::222222222222:assumed-role/reader/me", TimeSpan.FromHours(1));
        string Refusal(string? token)
        {
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["Authorization"] =
                    $"AWS4-HMAC-SHA256 Credential={key.Id}/20250101/{Region}/securityhub/aws4_request, SignedHeaders=host, Signature=0",
                ["X-Amz-Date"] = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            };
            if (token is not null) headers["X-Amz-Security-Token"] = token;
            var request = new HttpRequest("GET", "/accounts", headers, default);
            return Assert.Throws<ServiceError>(() => keys.Identify(request, Signature.Of(request)!)).Code;
        }

        Assert.Equal("UnrecognizedClientException", Refusal(token: null));
        Assert.Equal("InvalidSignatureException", Refusal(key.SessionToken));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("ExpiredTokenException", Refusal(key.SessionToken));
    }

    [Fact]
    public async Task The_SDK_assumes_a_role_and_signs_with_it()
    {
        using var hub = new SecurityHubEmulator(new EmulatorOptions());
        var reply = await ImportAsync(hub, hub.AccessKey, hub.SecretKey, "arn:aws:iam::222222222222:role/reader", "222222222222");
        Assert.Equal(1, reply.SuccessCount);
    }

    [Theory]
    [InlineData("RoleArn=nonsense&RoleSessionName=me")]
    [InlineData("RoleArn=arn%3Aaws%3Aiam%3A%3A222222222222%3Arole%2Fr&RoleSessionName=x")]
    [InlineData("RoleArn=arn%3Aaws%3Aiam%3A%3A222222222222%3Arole%2Fr&RoleSessionName=me&DurationSeconds=5")]
    public async Task A_role_that_cannot_be_assumed_is_refused_in_XML(string form)
    {
        using var hub = new EmulatorClient();
        var (status, _, message) = await hub.CallAsync("POST", $"/?Action=AssumeRole&{form}", service: "sts");
        var xml = XDocument.Parse(await message.Content.ReadAsStringAsync(Stop));
        Assert.Equal((400, "ValidationError"), (status, xml.Descendants().Single(element => element.Name.LocalName == "Code").Value));
    }

    [Theory]
    [InlineData("arn:aws:iam::222222222222:role/guarded", "secret", 200)]
    [InlineData("arn:aws:iam::222222222222:role/guarded", "other", 403)]
    [InlineData("arn:aws:iam::222222222222:role/guarded", null, 403)]
    [InlineData("arn:aws:iam::222222222222:role/open", null, 200)]
    [InlineData("arn:aws:iam::222222222222:role/open", "any", 200)]
    public async Task A_role_with_an_external_id_is_for_those_who_know_it(string role, string? externalId, int expected)
    {
        using var hub = new EmulatorClient(options => options.ExternalIds["arn:aws:iam::222222222222:role/guarded"] = "secret");
        var given = externalId is null ? "" : $"&ExternalId={externalId}";
        var (status, _, message) = await hub.CallAsync(
            "POST", $"/?Action=AssumeRole&RoleArn={Uri.EscapeDataString(role)}&RoleSessionName=me{given}", service: "sts");
        Assert.Equal(expected, status);
        if (expected == 200) return;
        var xml = XDocument.Parse(await message.Content.ReadAsStringAsync(Stop));
        Assert.Equal("AccessDenied", xml.Descendants().Single(element => element.Name.LocalName == "Code").Value);
        Assert.Contains($"sts:AssumeRole on resource: {role}", xml.Descendants()
            .Single(element => element.Name.LocalName == "Message").Value, StringComparison.Ordinal);
    }

    private static async Task<ImportReply> ImportAsync(SecurityHubEmulator hub, string accessKey, string secretKey, string? roleArn = null,
        string account = Account)
    {
        using var client = new SecurityHubClient(
            new AwsConnection { EndpointUrl = hub.EndpointUrl, AccessKey = accessKey, SecretKey = secretKey, RoleArn = roleArn }, Region);
        var finding = Finding("a", finding => { finding["AwsAccountId"] = account; finding["ProductArn"] = DefaultProduct(account); });
        return await client.BatchImportFindingsAsync([System.Text.Encoding.UTF8.GetBytes(finding.ToJsonString())], Stop);
    }

    private static async Task<Dictionary<string, string>> AssumeAsync(EmulatorClient hub, string account)
    {
        var (status, _, message) =
            await hub.CallAsync("POST",
                $"/?Action=AssumeRole&RoleArn={Uri.EscapeDataString($"arn:aws:iam::{account}:role/teams/reader")}&RoleSessionName=me",
                service: "sts");
        Assert.Equal(200, status);
        return XDocument.Parse(await message.Content.ReadAsStringAsync(Stop)).Descendants()
            .Single(element => element.Name.LocalName == "Credentials").Elements()
            .ToDictionary(element => element.Name.LocalName, element => element.Value);
    }
}
