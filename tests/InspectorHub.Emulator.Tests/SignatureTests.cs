using System.Text;
using InspectorHub.Core.Tests;
using InspectorHub.Emulator.Access;
using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator.Tests;

/// <summary>Against signatures that botocore made, in a file beside the checkout.</summary>
public sealed class SignatureTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["DisableImportFindingsForProduct"] = "",
        ["EnableImportFindingsForProduct"] = """{"ProductArn":"arn:aws:securityhub:us-east-1::product/aws/inspector"}""",
        ["DescribeProducts"] = "",
        ["Inspector ListFindings"] = """{"maxResults":500}""",
    };

    [Theory]
    [InlineData("DisableImportFindingsForProduct")]
    [InlineData("EnableImportFindingsForProduct")]
    [InlineData("DescribeProducts")]
    [InlineData("Inspector ListFindings")]
    public void A_signature_of_botocore_is_recognized(string operation)
    {
        var (request, canonical) = Vector(operation);
        var signature = Signature.Of(request)!;
        Assert.Equal(canonical, signature.CanonicalRequest(request));
        Assert.True(signature.IsMadeWith(Secret, request));
    }

    [Fact]
    public void Another_secret_body_path_or_header_makes_another_signature()
    {
        var (request, _) = Vector("EnableImportFindingsForProduct");
        var signature = Signature.Of(request)!;
        Assert.False(signature.IsMadeWith(Secret + "x", request));
        Assert.False(signature.IsMadeWith(Secret, request with { Body = "{}"u8.ToArray() }));
        Assert.False(signature.IsMadeWith(Secret, request with { Target = "/productsubscriptions" }));
        request.Headers["X-Amz-Security-Token"] = "ANOTHER";
        Assert.False(signature.IsMadeWith(Secret, request));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer abc")]
    [InlineData("AWS4-HMAC-SHA256 nonsense")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKID/20250101/us-east-1, SignedHeaders=host, Signature=0")]
    public void What_is_no_signature_is_told_apart(string? authorization)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (authorization is not null) headers["Authorization"] = authorization;
        Assert.Null(Signature.Of(new HttpRequest("GET", "/", headers, default)));
    }

    private static (HttpRequest Request, string Canonical) Vector(string operation)
    {
        var file = Path.Combine(Repository.Folder, "..", "shared", "domain", "sigv4-vectors.txt");
        Assert.SkipUnless(File.Exists(file), "The signature vectors are not beside this checkout.");
        var block = File.ReadAllText(file).Split("#### ").Single(part => part.StartsWith(operation + "\n", StringComparison.Ordinal))
            .TrimEnd().Split('\n');
        var canonical = block[2..^1];
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Authorization"] = block[^1] };
        foreach (var line in canonical[3..].TakeWhile(line => line.Length > 0)) headers[line.Split(':', 2)[0]] = line.Split(':', 2)[1];

        // The canonical path is the wire's, encoded once more.
        var target = Uri.UnescapeDataString(canonical[1]) + (canonical[2].Length > 0 ? "?" + canonical[2] : "");
        return (new HttpRequest(canonical[0], target, headers, Encoding.UTF8.GetBytes(Bodies[operation])), string.Join("\n", canonical));
    }
}
