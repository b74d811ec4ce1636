using System.Globalization;
using System.Text;

namespace InspectorHub.Proofs.Fuzzing;

/// <summary>Changes requests: what is asked by which method, who asks, the body, and how that is put into HTTP.</summary>
internal sealed class RequestMutator(int seed)
{
    private static readonly string[] Methods = ["GET", "PUT", "DELETE", "HEAD", "OPTIONS", "POST", "PATCH", "post", "X", "GET\0", "é"];

    private static readonly string[] PathEnds =
    [
        "?", "?a=%", "?MaxResults=x&MaxResults=-1", "/", "//", "/..", "%zz", "%00", "%2F", "?%ff=%ed%a0%80", "?NextToken=AAAA", "/a%20b", "#",
        "?" + new string('x', 5000), "\u0001", "?operation=***********a", "?&&==&",
    ];

    private static readonly string[] Headers =
    [
        "Content-Type: \u0001", "Expect: 100-continue", "X-Amz-Date: 99999999T999999Z", "X-Amz-Security-Token: x", "X-Amz-Target: a.b.c",
        "X-Amz-Target: InspectorService.", "Authorization: AWS4-HMAC-SHA256 Credential=/////", "Authorization: AWS4-HMAC-SHA256 ====,,",
        "Authorization: Basic eDp5", "Connection: close", "Content-Encoding: gzip", "Host:", "a:" + "b", "Accept: text/html",
        "Authorization: AWS4-HMAC-SHA256 Credential=A/20250101/eu-west-1/sts/aws4_request, SignedHeaders=;;, Signature=",
    ];

#pragma warning disable CA5394 // The same seed is to do the same.
    private readonly Random random = new(seed);
    private readonly Mutator bodies = new(seed);

    /// <summary>What goes over the wire.</summary>
    /// <param name="request">A valid request.</param>
    /// <param name="other">Another, parts of whose body get into its body.</param>
    public MutatedRequest Mutate(RequestSeed request, RequestSeed other)
    {
        var body = Encoding.UTF8.GetBytes(request.Body);
        if (body.Length > 0 && random.Next(10) < 8) body = bodies.Mutate(body, Encoding.UTF8.GetBytes(other.Body + " "));
        var method = random.Next(12) == 0 ? Methods[random.Next(Methods.Length)] : request.Method;
        var path = random.Next(8) == 0 ? (random.Next(2) == 0 ? other : request).Path + PathEnds[random.Next(PathEnds.Length)] : request.Path;
        var head = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: localhost\r\n");
        if (random.Next(8) == 0) head.Append(Headers[random.Next(Headers.Length)]).Append("\r\n");
        if (request.Service is { } service && random.Next(5) > 0)
            head.Append("Authorization: AWS4-HMAC-SHA256 Credential=ANY/20250101/eu-west-1/").Append(service)
                .Append("/aws4_request, SignedHeaders=host, Signature=0\r\n");
        if (request.Target is { } target) head.Append("X-Amz-Target: ").Append(target).Append("\r\n");
        return random.Next(10) switch
        {
            < 5 => new([.. WithLength(head, body.Length), .. body], IsWhole: true, method),
            < 7 => new([.. WithChunks(head), .. Chunks(body)], IsWhole: true, method),
            7 => new([.. WithLength(head, body.Length + random.Next(1, 5000)), .. body], IsWhole: false, method),
            8 => new([.. bodies.Mutate(WithLength(head, body.Length), body.Length > 0 ? body : [0]), .. body], IsWhole: false, method),
            _ => new([.. WithChunks(head), .. bodies.Mutate(Chunks(body), [0x7f, (byte)'\n', (byte)'f'])], IsWhole: false, method),
        };
    }

    private static byte[] WithLength(StringBuilder head, int length) =>
        Encoding.Latin1.GetBytes(head + "Content-Length: " + length.ToString(CultureInfo.InvariantCulture) + "\r\n\r\n");

    private static byte[] WithChunks(StringBuilder head) => Encoding.Latin1.GetBytes(head + "Transfer-Encoding: chunked\r\n\r\n");

    private byte[] Chunks(byte[] body)
    {
        var chunks = new List<byte>();
        for (var start = 0; start < body.Length;)
        {
            var length = Math.Min(random.Next(1, 400), body.Length - start);
            chunks.AddRange(Encoding.ASCII.GetBytes(length.ToString(random.Next(2) == 0 ? "x" : "X4", CultureInfo.InvariantCulture)));
            chunks.AddRange(random.Next(4) == 0 ? ";a=b\r\n"u8 : "\r\n"u8);
            chunks.AddRange(body.AsSpan(start, length));
            chunks.AddRange("\r\n"u8);
            start += length;
        }

        chunks.AddRange(random.Next(4) == 0 ? "0\r\nTrailer: a\r\n\r\n"u8 : "0\r\n\r\n"u8);
        return [.. chunks];
    }
#pragma warning restore CA5394
}
