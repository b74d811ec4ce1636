using System.Globalization;
using System.Text;

namespace InspectorHub.Emulator.Http;

/// <summary>Reads requests off a connection: Content-Length or chunked bodies, Expect: 100-continue.</summary>
internal sealed class HttpRequestReader(Stream stream)
{
    private const int LongestHead = 64 * 1024;
    private const int LargestBody = 64 * 1024 * 1024;
    private static readonly byte[] GoOn = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private readonly byte[] buffer = new byte[16 * 1024];
    private byte[] body = [];
    private int start;
    private int end;

    /// <summary>
    /// The next request, or null when the client has closed the connection. Its body is good until the next is asked for.
    /// </summary>
    /// <exception cref="HttpSyntaxException">It is not HTTP/1.1, or larger than any service takes.</exception>
    public async Task<HttpRequest?> ReadAsync()
    {
        var requestLine = await ReadLineAsync(mayEnd: true).ConfigureAwait(false);
        if (requestLine is null) return null;
        var parts = requestLine.Split(' ');
        if (parts.Length != 3 || !parts[2].StartsWith("HTTP/1.", StringComparison.Ordinal))
            throw new HttpSyntaxException("A request line is expected.");

        var headers = await ReadHeadersAsync().ConfigureAwait(false);
        if (headers.TryGetValue("Expect", out var expect) && expect.Equals("100-continue", StringComparison.OrdinalIgnoreCase))
        {
            await stream.WriteAsync(GoOn, 0, GoOn.Length).ConfigureAwait(false);
        }

        return new HttpRequest(parts[0], parts[1], headers, await ReadBodyAsync(headers).ConfigureAwait(false));
    }

    private async Task<Dictionary<string, string>> ReadHeadersAsync()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var length = 0;
        while (await ReadLineAsync().ConfigureAwait(false) is { Length: > 0 } line)
        {
            length += line.Length;
            var colon = line.IndexOf(':');
            if (colon <= 0 || length > LongestHead) throw new HttpSyntaxException("A header is malformed, or there are too many.");
            var name = line.Substring(0, colon);
            var value = line.Substring(colon + 1).Trim();
            headers[name] = headers.TryGetValue(name, out var earlier) ? $"{earlier},{value}" : value;
        }

        return headers;
    }

    private async Task<ReadOnlyMemory<byte>> ReadBodyAsync(Dictionary<string, string> headers)
    {
        if (headers.TryGetValue("Transfer-Encoding", out var encoding))
        {
            if (!encoding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
                throw new HttpSyntaxException("Only chunked transfer is understood.");
            return await ReadChunksAsync().ConfigureAwait(false);
        }

        if (!headers.TryGetValue("Content-Length", out var text)) return default;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > LargestBody)
            throw new HttpSyntaxException("Content-Length is malformed or too large.");
        if (body.Length < length) body = new byte[length];
        await ReadExactlyAsync(body, 0, length).ConfigureAwait(false);
        return body.AsMemory(0, length);
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        using var whole = new MemoryStream();
        while (true)
        {
            var size = (await ReadLineAsync().ConfigureAwait(false))!.Split(';')[0].Trim();
            if (
                !int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length)
                    || length < 0
                    || whole.Length + length > LargestBody)
                throw new HttpSyntaxException("A chunk's size is malformed or too large.");
            if (length == 0) break;
            var chunk = new byte[length];
            await ReadExactlyAsync(chunk, 0, length).ConfigureAwait(false);
            whole.Write(chunk, 0, length);
            await ReadLineAsync().ConfigureAwait(false);
        }

        await ReadHeadersAsync().ConfigureAwait(false);
        return whole.ToArray();
    }

    private async Task<string?> ReadLineAsync(bool mayEnd = false)
    {
        var line = new StringBuilder();
        while (true)
        {
            var feed = Array.IndexOf(buffer, (byte)'\n', start, end - start);
            var until = feed < 0 ? end : feed;
            line.Append(Encoding.ASCII.GetString(buffer, start, until - start));
            start = feed < 0 ? end : feed + 1;
            if (feed >= 0) return line.ToString().TrimEnd('\r');
            if (line.Length > LongestHead) throw new HttpSyntaxException("A line is too long.");
            if (await FillAsync().ConfigureAwait(false)) continue;
            return mayEnd && line.Length == 0 ? null : throw new IOException("The client has gone in the middle of a request.");
        }
    }

    private async Task ReadExactlyAsync(byte[] target, int offset, int count)
    {
        while (count > 0)
        {
            if (start < end)
            {
                var buffered = Math.Min(count, end - start);
                Buffer.BlockCopy(buffer, start, target, offset, buffered);
                start += buffered;
                offset += buffered;
                count -= buffered;
                continue;
            }

            // A large body goes straight to its place.
            var read = await stream.ReadAsync(target, offset, count).ConfigureAwait(false);
            if (read == 0) throw new IOException("The client has gone in the middle of a body.");
            offset += read;
            count -= read;
        }
    }

    private async Task<bool> FillAsync()
    {
        start = 0;
        end = 0;
        end = await stream.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false);
        return end > 0;
    }
}
