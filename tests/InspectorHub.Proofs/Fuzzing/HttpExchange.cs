using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace InspectorHub.Proofs.Fuzzing;

/// <summary>Bytes to an HTTP server over a socket, and its answer; the connection is kept as long as the server keeps it.</summary>
internal sealed class HttpExchange(int port) : IDisposable
{
    // Only for a server that hangs: a slow one is none.
    private const int Patience = 60_000;

    private Socket? socket;

    /// <summary>Sends a whole request and gives its answer.</summary>
    /// <exception cref="IOException">There is no answer, or none that HTTP knows.</exception>
    public HttpAnswer Send(byte[] request, bool isHead)
    {
        var connection = socket ??= Connect();
        try
        {
            connection.Send(request);
            var answer = Read(connection, isHead);
            if (answer.Headers.Contains("Connection: close", StringComparison.Ordinal)) Close();
            return answer;
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            Close();
            throw failure as IOException ?? new IOException(failure.Message, failure);
        }
    }

    /// <summary>Sends what is no whole request, and no more, and reads all that comes until the server ends the connection.</summary>
    /// <exception cref="IOException">The server does not end it.</exception>
    public string SendAndEnd(byte[] bytes)
    {
        Close();
        using var connection = Connect();
        var text = new StringBuilder();
        var buffer = new byte[8192];
        try
        {
            connection.Send(bytes);
            connection.Shutdown(SocketShutdown.Send);
            while (connection.Receive(buffer) is > 0 and var read) text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            throw new IOException("The server does not end the connection.", failure);
        }
        catch (SocketException)
        {
            // It has ended it before it had read all.
        }

        return text.ToString();
    }

    public void Dispose() => Close();

    // Without a wait for what is on its way, so that the ports do not run out.
    private Socket Connect()
    {
        var connection = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            ReceiveTimeout = Patience, NoDelay = true, LingerState = new LingerOption(enable: true, seconds: 0),
        };
        connection.Connect(IPAddress.Loopback, port);
        return connection;
    }

    private void Close()
    {
        socket?.Dispose();
        socket = null;
    }

    private static HttpAnswer Read(Socket connection, bool isHead)
    {
        var bytes = new List<byte>();
        while (true)
        {
            var head = ReadHead(connection, bytes);
            var lines = head.Split("\r\n");
            if (!lines[0].StartsWith("HTTP/1.1 ", StringComparison.Ordinal)) throw new IOException($"No answer of HTTP: {lines[0]}");
            if (!int.TryParse(lines[0].AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
                throw new IOException($"No status of HTTP: {lines[0]}");
            if (status == 100) continue;
            var length = Array.Find(lines, line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))
                ?? throw new IOException("An answer without its length.");
            var count = isHead ? 0 : int.Parse(length.AsSpan(16), CultureInfo.InvariantCulture);
            while (bytes.Count < count) Fill(connection, bytes);
            if (bytes.Count > count) throw new IOException("The answer is longer than it says.");
            return new HttpAnswer(status, head, [.. bytes]);
        }
    }

    private static string ReadHead(Socket connection, List<byte> bytes)
    {
        while (true)
        {
            var text = Encoding.Latin1.GetString([.. bytes]);
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end)
            {
                bytes.RemoveRange(0, end + 4);
                return text[..end];
            }

            Fill(connection, bytes);
        }
    }

    private static void Fill(Socket connection, List<byte> bytes)
    {
        var buffer = new byte[16 * 1024];
        var read = connection.Receive(buffer);
        if (read == 0) throw new IOException("The server has ended the connection without a whole answer.");
        bytes.AddRange(buffer.AsSpan(0, read));
    }
}
