using System.Security.Cryptography;
using Amazon.Runtime;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Core.Tests.Aws;

/// <summary>
/// What our clients put on the wire against requests that botocore signed. The emulator's verifier is held against the
/// signatures of the same requests, and takes ours; so both ends agree with botocore.
/// </summary>
public sealed class WireTests
{
    private const string Inspector = "arn:aws:securityhub:us-east-1::product/aws/inspector";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_ARN_in_the_path_is_encoded_as_botocore_encodes_it() =>
        await Compare("DisableImportFindingsForProduct", hub => hub.DisableImportFindingsForProductAsync(
            "arn:aws:securityhub:us-east-1:123456789012:product-subscription/aws/inspector", Cancel));

    [Fact]
    public async Task The_body_of_a_subscription_is_what_botocore_sends() =>
        await Compare("EnableImportFindingsForProduct", hub => hub.EnableImportFindingsForProductAsync(Inspector, Cancel));

    [Fact]
    public async Task JSON_1_1_names_its_operation_in_a_header()
    {
        var (method, path, _, headers, _) = Vector("Inspector ListFindings");
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(200, """{"findingArns":[]}"""));
        using var client = new InspectorClassicClient(Connection(server), "us-east-1");
        await foreach (var page in client.ListFindingsAsync(null, null, Cancel)) Assert.Fail($"{page.Count} findings");
        var request = Assert.Single(server.Requests);
        Assert.Equal((method, path), (request.Method, request.Target));
        Assert.Equal(headers["x-amz-target"], request.Headers["X-Amz-Target"]);
        Assert.Equal(headers["content-type"], request.Headers["Content-Type"]);
    }

    [Fact]
    public async Task Requests_are_signed_for_the_service_and_its_Region()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(200, """{"HubArn":"arn:x"}"""));
        using var hub = new SecurityHubClient(Connection(server), "us-gov-west-1");
        await hub.DescribeHubAsync(Cancel);
        Assert.Matches("Credential=AKIDEXAMPLE/[0-9]{8}/us-gov-west-1/securityhub/aws4_request",
            Assert.Single(server.Requests).Headers["Authorization"]);
    }

    [Fact]
    public async Task Credentials_of_the_SDK_sign_requests()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(200, """{"HubArn":"arn:x"}"""));
        var credentials = new SessionAWSCredentials("ASIAEXAMPLE", "secret", "token");
        using var hub = new SecurityHubClient(new AwsConnection { EndpointUrl = server.Url, Credentials = credentials }, "us-east-1");
        await hub.DescribeHubAsync(Cancel);
        var request = Assert.Single(server.Requests);
        Assert.Contains("Credential=ASIAEXAMPLE/", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("token", request.Headers["X-Amz-Security-Token"]);
    }

    private static async Task Compare(string name, Func<SecurityHubClient, Task> call)
    {
        var (method, path, query, headers, hash) = Vector(name);
        using var server =
            new LoopbackServer(request => LoopbackServer.Answer(200, request.Method == "GET" ? """{"Products":[]}""" : "{}"));
        using var hub = new SecurityHubClient(Connection(server), "us-east-1");
        await call(hub);
        var request = Assert.Single(server.Requests);
        var target = request.Target.Split('?');
        Assert.Equal(method, request.Method);
        Assert.Equal(path, string.Join('/', target[0].Split('/').Select(Uri.EscapeDataString)));
        Assert.Equal(query, string.Join('&', target.Skip(1).SelectMany(text => text.Split('&')).Order(StringComparer.Ordinal)));
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(request.Body)));
        if (headers.TryGetValue("content-type", out var type)) Assert.Equal(type, request.Headers["Content-Type"]);
    }

    // "#### name", date, then the canonical request: method, path, query, headers, an empty line, names of headers, hash of the body.
    private static (string Method, string Path, string Query, Dictionary<string, string> Headers, string Hash) Vector(string name)
    {
        var file = Path.Combine(Repository.Folder, "..", "shared", "domain", "sigv4-vectors.txt");
        Assert.SkipUnless(File.Exists(file), "The vectors are not beside this checkout.");
        var lines = File.ReadAllLines(file).SkipWhile(line => line != $"#### {name}").Skip(2).ToList();
        var headers = lines.Skip(3).TakeWhile(line => line.Length > 0).Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return (lines[0], lines[1], lines[2], headers, lines[3 + headers.Count + 2]);
    }

    private static AwsConnection Connection(LoopbackServer server) =>
        new() { EndpointUrl = server.Url, AccessKey = "AKIDEXAMPLE", SecretKey = "secret" };
}
