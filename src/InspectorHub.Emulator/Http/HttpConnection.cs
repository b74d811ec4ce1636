using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InspectorHub.Emulator.Http;

/// <summary>One connection, kept alive from request to request.</summary>
internal sealed class HttpConnection(Socket socket, Func<HttpRequest, CancellationToken, Task<HttpReply>> answer) : IDisposable
{
    private readonly NetworkStream stream = new(socket, ownsSocket: true);
    private readonly bool isFromHere = IsFromHere(socket.RemoteEndPoint as IPEndPoint, socket.LocalEndPoint as IPEndPoint);

    /// <summary>Serves requests until either side ends the connection. Faults of the wire end it silently, as on any server.</summary>
    public async Task ServeAsync(CancellationToken stop)
    {
        var reader = new HttpRequestReader(stream);
        try
        {
            while (!stop.IsCancellationRequested && await reader.ReadAsync().ConfigureAwait(false) is { } request)
            {
                var reply = await answer(request with { IsFromHere = isFromHere }, stop).ConfigureAwait(false);
                if (reply == HttpReply.Reset)
                {
                    Reset();
                    return;
                }

                var last = IsLast(request);
                await WriteAsync(reply, last, hasBody: request.Method != "HEAD").ConfigureAwait(false);
                if (last) return;
            }
        }
        catch (HttpSyntaxException malformed)
        {
            await TryWriteAsync(new HttpReply(400, "text/plain", Encoding.UTF8.GetBytes(malformed.Message))).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or SocketException or OperationCanceledException)
        {
        }
    }

    /// <summary>Ends the connection at once, so that the client sees a reset and the port is free.</summary>
    public void Reset()
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException)
        {
        }

        Dispose();
    }

    public void Dispose() => stream.Dispose();

    private static bool IsFromHere(IPEndPoint? client, IPEndPoint? own) =>
        client is not null && (IPAddress.IsLoopback(client.Address) || client.Address.Equals(own?.Address));

    private static bool IsLast(HttpRequest request) =>
        string.Equals(request.Header("Connection"), "close", StringComparison.OrdinalIgnoreCase);

    private async Task TryWriteAsync(HttpReply reply)
    {
        try
        {
            await WriteAsync(reply, last: true, hasBody: true).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
        }
    }

    // An answer to HEAD says how long the body would be, and has none (RFC 9110, 9.3.2).
    private async Task WriteAsync(HttpReply reply, bool last, bool hasBody)
    {
        var head = new StringBuilder();
        head.Append("HTTP/1.1 ").Append(reply.Status).Append(' ').Append(Reason(reply.Status)).Append("\r\n");
        head.Append("Date: ").Append(DateTimeOffset.UtcNow.ToString("R")).Append("\r\n");
        head.Append("Content-Type: ").Append(reply.ContentType).Append("\r\n");
        head.Append("Content-Length: ").Append(reply.Body.Length).Append("\r\n");
        head.Append("Connection: ").Append(last ? "close" : "keep-alive").Append("\r\n");
        foreach (var header in reply.Headers) head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        head.Append("\r\n");

        var bytes = new byte[head.Length + (hasBody ? reply.Body.Length : 0)];
        Encoding.ASCII.GetBytes(head.ToString(), 0, head.Length, bytes, 0);
        if (hasBody) reply.Body.CopyTo(bytes.AsMemory(head.Length));
        await stream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
    }

    private static string Reason(int status) => status switch
    {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        409 => "Conflict",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Status",
    };
}
