#if NET
using System.Buffers.Binary;
using System.Text;

namespace InspectorHub.Json;

/// <summary>
/// The texts that were read last. Findings that come together repeat themselves (accounts, Regions, packages, scoring vectors): a text
/// that is known is not made again, and is kept once in memory. A text takes the place of another whose hash is like its own.
/// </summary>
internal static class KnownTexts
{
    // Longer texts are seldom the same.
    private const int Longest = 128;
    private const int PlaceBits = 11;

    // Threads may overwrite each other's, but whichever is read is a whole text.
    private static readonly string?[] Places = new string?[1 << PlaceBits];

    /// <summary>The text of bytes that are all printable ASCII; null where they are not.</summary>
    public static string? Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest) return IsPrintable(utf8) ? Encoding.Latin1.GetString(utf8) : null;
        ref var place = ref Places[PlaceOf(utf8)];
        if (place is { } known && Ascii.Equals(utf8, known)) return known;
        return IsPrintable(utf8) ? place = Encoding.Latin1.GetString(utf8) : null;
    }

    private static bool IsPrintable(ReadOnlySpan<byte> utf8) => utf8.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;

    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        const ulong Prime = 0x9E3779B97F4A7C15;
        var hash = (ulong)utf8.Length;
        if (utf8.Length < sizeof(ulong))
        {
            foreach (var value in utf8) hash = (hash ^ value) * Prime;
        }
        else
        {
            // Texts that begin alike, as ARNs do, end in different ways.
            var last = utf8.Length - sizeof(ulong);
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * Prime;
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8.Slice(last / 2))) * Prime;
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8.Slice(last))) * Prime;
        }

        // Of a product the high bits are those that all of it has a part in.
        return (int)((hash ^ (hash >> 32)) * Prime >> (64 - PlaceBits));
    }
}
#endif
