using System.Text;

namespace InspectorHub.Json;

/// <summary>Text of another encoding, given as UTF-8. (.NET has such a stream, .NET Standard has not.)</summary>
internal sealed class TranscodedStream(Stream source, Encoding encoding) : ReadOnlyStream
{
    private const int Characters = 8192;

    private readonly StreamReader reader = new(source, encoding);
    private readonly char[] characters = new char[Characters];
    private readonly byte[] bytes = new byte[Encoding.UTF8.GetMaxByteCount(Characters)];
    private readonly Encoder encoder = Encoding.UTF8.GetEncoder();
    private int given;
    private int length;

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (given == length)
        {
            var read = reader.Read(characters, 0, Characters);
            given = 0;
            length = encoder.GetBytes(characters, 0, read, bytes, 0, flush: read == 0);
            if (read == 0 && length == 0) return 0;
        }

        var copied = Math.Min(count, length - given);
        Array.Copy(bytes, given, buffer, offset, copied);
        given += copied;
        return copied;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) reader.Dispose();
        base.Dispose(disposing);
    }
}
