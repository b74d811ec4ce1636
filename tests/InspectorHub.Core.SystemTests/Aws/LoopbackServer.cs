using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InspectorHub.Core.Tests.Aws;

/// <summary>Answers HTTP on loopback with what the test says and keeps what it was asked, byte for byte.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();

    public LoopbackServer(Func<Request, string> answer)
    {
        listener.Start();
        _ = Task.Run(async () =>
        {
            while (!stopping.IsCancellationRequested) _ = Serve(await listener.AcceptTcpClientAsync(stopping.Token), answer);
        });
    }

    /// <summary>One request as it came over the wire.</summary>
    public sealed record Request(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        public string Text => Encoding.UTF8.GetString(Body);
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>A whole HTTP answer; headers as lines of text.</summary>
    public static string Answer(int status, string body, params string[] headers) =>
        string.Join("\r\n", [$"HTTP/1.1 {status} Status", $"Content-Length: {Encoding.UTF8.GetByteCount(body)}", .. headers, "", body]);

    public void Dispose()
    {
        stopping.Cancel();
        listener.Dispose();
    }

    private async Task Serve(TcpClient client, Func<Request, string> answer)
    {
        using (client)
        await using (var stream = client.GetStream())
        {
            while (await Read(stream) is { } request)
            {
                Requests.Enqueue(request);
                var bytes = Encoding.UTF8.GetBytes(answer(request));
                await stream.WriteAsync(bytes, stopping.Token);
                // An answer that is no whole HTTP message stands for a connection that breaks.
                if (bytes.Length == 0 || bytes.AsSpan().IndexOf("Connection: close"u8) >= 0) return;
            }
        }
    }

    private async Task<Request?> Read(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || head[^1] != '\n' || head[^3] != '\n')
        {
            if (await stream.ReadAsync(one, stopping.Token) == 0) return null;
            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length)
            ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, stopping.Token);
        return new Request(first[0], first[1], headers, body);
    }
}
