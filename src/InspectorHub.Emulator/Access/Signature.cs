using System.Security.Cryptography;
using System.Text;
using InspectorHub.Common;
using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator.Access;

/// <summary>
/// AWS Signature Version 4, the receiving end. Written apart from the SDK's signer on purpose: the two check each other.
/// Source: AWS General Reference, Signature Version 4.
/// </summary>
internal sealed class Signature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    private Signature(string accessKeyId, string date, string region, string service, string[] signedHeaders, string hex)
    {
        AccessKeyId = accessKeyId;
        Date = date;
        Region = region;
        Service = service;
        SignedHeaders = signedHeaders;
        Hex = hex;
    }

    public string AccessKeyId { get; }

    public string Region { get; }

    public string Service { get; }

    private string Date { get; }

    private string[] SignedHeaders { get; }

    private string Hex { get; }

    /// <summary>Reads the Authorization header; null when there is none of this kind.</summary>
    public static Signature? Of(HttpRequest request)
    {
        if (request.Header("Authorization") is not { } header || !header.StartsWith(Algorithm, StringComparison.Ordinal)) return null;
        var fields = header.Substring(Algorithm.Length).Split(',')
            .Select(field => field.Trim().Split(['='], 2))
            .Where(field => field.Length == 2)
            .ToLookup(field => field[0], field => field[1]);
        var scope = fields["Credential"].FirstOrDefault()?.Split('/') ?? [];
        if (scope.Length != 5 || scope[4] != "aws4_request") return null;
        return new Signature(
            scope[0], scope[1], scope[2], scope[3], fields["SignedHeaders"].FirstOrDefault()?.Split(';') ?? [],
            fields["Signature"].FirstOrDefault() ?? "");
    }

    /// <summary>Whether this secret made the signature of this request.</summary>
    public bool IsMadeWith(string secret, HttpRequest request)
    {
        var canonical = Hash(Encoding.UTF8.GetBytes(CanonicalRequest(request)));
        var toSign = $"{Algorithm}\n{request.Header("X-Amz-Date")}\n{Date}/{Region}/{Service}/aws4_request\n{canonical}";
        var key = Sign(Encoding.UTF8.GetBytes("AWS4" + secret), Date);
        foreach (var part in new[] { Region, Service, "aws4_request" }) key = Sign(key, part);
        return Digest.Hex(Sign(key, toSign)) == Hex;
    }

    /// <summary>The request in the form that is signed.</summary>
    public string CanonicalRequest(HttpRequest request)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n');
        // What is encoded on the wire is encoded once more here: arn%3Aaws becomes arn%253Aaws.
        text.Append(string.Join("/", request.Path.Split('/').Select(Uri.EscapeDataString))).Append('\n');
        text.Append(string.Join("&", request.Query
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")
            .OrderBy(pair => pair, StringComparer.Ordinal))).Append('\n');
        foreach (var name in SignedHeaders) text.Append(name).Append(':').Append(SingleSpaced(request.Header(name) ?? "")).Append('\n');
        text.Append('\n').Append(string.Join(";", SignedHeaders)).Append('\n');
        text.Append(Hash(request.Body));
        return text.ToString();
    }

    private static string SingleSpaced(string value) => string.Join(" ", value.Split([' '], StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Sign(byte[] key, string text)
    {
        using var hmac = new HMACSHA256(key);
        return hmac.ComputeHash(Encoding.UTF8.GetBytes(text));
    }

    private static string Hash(ReadOnlyMemory<byte> bytes) => Digest.Hex(Digest.Sha256(bytes));
}
