using System.IO.Compression;
using System.Text;

namespace InspectorHub.Json;

/// <summary>JSON files as they come: plain or gzip, UTF-8 or the UTF-16 that <c>&gt;</c> writes in Windows PowerShell.</summary>
public static class JsonStream
{
    /// <summary>Gives the UTF-8 text of a stream, told from its first bytes. Disposing the result disposes the stream.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Stream OpenUtf8(Stream stream)
    {
        var first = Peek(ref stream);
        if (first is (0x1f, 0x8b))
        {
            stream = new GZipStream(stream, CompressionMode.Decompress);
            first = Peek(ref stream);
        }

        return first switch
        {
            (0xff, 0xfe) => new TranscodedStream(stream, Encoding.Unicode),
            (0xfe, 0xff) => new TranscodedStream(stream, Encoding.BigEndianUnicode),
            _ => stream,
        };
    }

    private static (int First, int Second) Peek(ref Stream stream)
    {
        var first = new byte[2];
        var length = 0;
        for (int read; length < first.Length && (read = stream.Read(first, length, first.Length - length)) > 0; length += read)
        {
        }

        stream = new ReplayedStream(first, length, stream);
        return (length > 0 ? first[0] : -1, length > 1 ? first[1] : -1);
    }
}
