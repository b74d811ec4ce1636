using System.IO.Compression;

namespace InspectorHub.Outbox.Storage;

/// <summary>
/// Documents that are stored together and compressed: findings that come together say much the same, so that a bundle takes
/// about a tenth of what they take, in the write-ahead log and in the file.
/// </summary>
/// <remarks>
/// A document's number is its bundle's number times <see cref="Places"/> plus its place in the bundle. Unpacked, a bundle is the
/// documents' count and lengths (four bytes each, little end first) and then the documents.
/// </remarks>
internal static class Bundle
{
    /// <summary>How many documents a bundle may have.</summary>
    public const int Places = 128;

    // More would leave the generations of the garbage collector in which it is cheap to come and go.
    private const int Bytes = 64_000;

    /// <summary>Whether a bundle of so many documents and bytes takes no more.</summary>
    public static bool IsFull(int documents, int bytes) => documents == Places || bytes >= Bytes;

    /// <summary>The bundle of a document.</summary>
    public static long Of(long document) => document / Places;

    /// <summary>The bytes that are stored.</summary>
    public static byte[] Pack(IReadOnlyList<ReadOnlyMemory<byte>> documents)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var head = new byte[(documents.Count + 1) * sizeof(int)];
            WriteNumber(head, 0, documents.Count);
            for (var i = 0; i < documents.Count; i++) WriteNumber(head, i + 1, documents[i].Length);
            deflate.Write(head, 0, head.Length);
            foreach (var document in documents)
            {
                var bytes = OutboundFinding.Bytes(document);
                deflate.Write(bytes.Array!, bytes.Offset, bytes.Count);
            }
        }

        return packed.ToArray();
    }

    /// <summary>The documents that were packed.</summary>
    /// <exception cref="InvalidDataException">These bytes are no bundle.</exception>
    public static ReadOnlyMemory<byte>[] Unpack(byte[] packed)
    {
        using var inflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        var count = ReadNumber(Read(inflate, sizeof(int)), 0);
        if (count is < 0 or > Places) throw new InvalidDataException($"A bundle cannot have {count} documents.");
        var lengths = Read(inflate, count * sizeof(int));
        var documents = new ReadOnlyMemory<byte>[count];
        var bytes = Read(inflate, Length(lengths));
        for (
            int i = 0, start = 0; i < count; start += documents[i].Length,
            i++) documents[i] = bytes.AsMemory(start, ReadNumber(lengths, i));
        return documents;
    }

    private static int Length(byte[] lengths)
    {
        var sum = 0L;
        for (var i = 0; i < lengths.Length / sizeof(int); i++) sum += ReadNumber(lengths, i) is var length and >= 0
            ? length
            : throw new InvalidDataException("A document cannot be shorter than nothing.");
        return sum <= int.MaxValue ? (int)sum : throw new InvalidDataException("A bundle is larger than any can be.");
    }

    private static byte[] Read(Stream stream, int count)
    {
        var bytes = new byte[count];
        for (var filled = 0; filled < count;)
        {
            var read = stream.Read(bytes, filled, count - filled);
            if (read == 0) throw new InvalidDataException("A bundle ends early.");
            filled += read;
        }

        return bytes;
    }

    private static void WriteNumber(byte[] bytes, int index, int number) =>
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(index * sizeof(int)), number);

    private static int ReadNumber(byte[] bytes, int index) =>
        System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(index * sizeof(int)));
}
