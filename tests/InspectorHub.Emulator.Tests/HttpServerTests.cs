using System.Net;
using System.Net.Sockets;
using System.Text;
using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator.Tests;

public sealed class HttpServerTests : IDisposable
{
    private readonly HttpServer server = new(IPAddress.Loopback, 0, Echo);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task One_connection_serves_request_after_request()
    {
        using var client = Connect();
        Assert.EndsWith("POST /first the longer one", await ExchangeAsync(client,
            "POST /first HTTP/1.1\r\nHost: x\r\nContent-Length: 14\r\n\r\nthe longer one"), StringComparison.Ordinal);
        Assert.EndsWith("POST /second two", await ExchangeAsync(client, "POST /second HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\ntwo"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_HEAD_has_its_length_and_no_body()
    {
        using var client = Connect();
        await client.GetStream().WriteAsync("HEAD /one HTTP/1.1\r\nConnection: close\r\n\r\n"u8.ToArray(), Stop);
        using var reader = new StreamReader(client.GetStream());
        var reply = await reader.ReadToEndAsync(Stop);
        Assert.Contains("Content-Length: 10\r\n", reply, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chunked_bodies_are_put_together()
    {
        using var client = Connect();
        var reply = await ExchangeAsync(client,
            "POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: t\r\n\r\n");
        Assert.EndsWith("POST /c hello world", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_waits_to_be_told_to_go_on_is_told()
    {
        using var client = Connect();
        Assert.StartsWith("HTTP/1.1 100 Continue",
            await ExchangeAsync(client, "POST /e HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n"), StringComparison.Ordinal);
        Assert.EndsWith("POST /e body", await ExchangeAsync(client, "body"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task What_is_not_http_gets_400_and_the_connection_ends(string request)
    {
        using var client = Connect();
        Assert.StartsWith("HTTP/1.1 400", await ExchangeAsync(client, request), StringComparison.Ordinal);
        Assert.Equal(0, await client.GetStream().ReadAsync(new byte[1], Stop));
    }

    [Fact]
    public async Task Stopping_frees_the_port_at_once_and_ends_open_connections()
    {
        var client = Connect();
        await ExchangeAsync(client, "GET / HTTP/1.1\r\n\r\n");
        server.Dispose();
        await Assert.ThrowsAnyAsync<IOException>(async () => await client.GetStream().ReadExactlyAsync(new byte[1], Stop));
        client.Dispose();

        using var next = new HttpServer(IPAddress.Loopback, server.EndPoint.Port, Echo);
        Assert.Equal(server.EndPoint.Port, next.EndPoint.Port);
    }

    [Fact]
    public void A_port_that_is_taken_is_refused() =>
        Assert.Throws<SocketException>(() => new HttpServer(IPAddress.Loopback, server.EndPoint.Port, Echo));

    [Fact]
    public async Task It_refuses_connections_and_takes_them_again_on_the_same_port()
    {
        using var open = Connect();
        await ExchangeAsync(open, "GET / HTTP/1.1\r\n\r\n");
        server.Refuse(true);
        await Assert.ThrowsAnyAsync<IOException>(async () => await open.GetStream().ReadExactlyAsync(new byte[1], Stop));
        Assert.Equal(SocketError.ConnectionRefused, Assert.Throws<SocketException>(Connect).SocketErrorCode);

        server.Refuse(false);
        using var again = Connect();
        Assert.StartsWith("HTTP/1.1 200", await ExchangeAsync(again, "GET / HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
    }

    private static Task<HttpReply> Echo(HttpRequest request, CancellationToken stop) =>
        Task.FromResult(new HttpReply(200, "text/plain",
            Encoding.UTF8.GetBytes($"{request.Method} {request.Path} {Encoding.UTF8.GetString(request.Body.Span)}")));

    private TcpClient Connect()
    {
        var client = new TcpClient();
        client.Connect(server.EndPoint);
        return client;
    }

    // Sends, and reads until an answer is complete: head, and as much body as the head says.
    private static async Task<string> ExchangeAsync(TcpClient client, string request)
    {
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Stop);
        var reply = "";
        var buffer = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, Stop);
            reply += Encoding.ASCII.GetString(buffer, 0, read);
            var end = reply.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0 && read > 0) continue;
            var length = reply.Split("\r\n")
                .FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))?.Split(' ')[1];
            if (read == 0 || length is null
                || reply.Length >= end + 4 + int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)) return reply;
        }
    }
}
