#if NET
using System.Text;
using InspectorHub.Common;

namespace InspectorHub.Json;

/// <summary>
/// The texts that were read last. Findings that come together repeat themselves (accounts, Regions, packages, scoring vectors): a text
/// that is known is not made again, and is kept once in memory. A text takes the place of another whose hash is like its own when it comes
/// again: the many that come once (ids, addresses) would only be carried by the garbage collector from one generation to the next.
/// </summary>
internal static class KnownTexts
{
    // Longer texts are seldom the same.
    private const int Longest = 128;
    private const int Count = 8192;

    // Threads may overwrite each other's, but whichever is read is a whole text.
    private static readonly string?[] Places = new string?[Count];

    // Of each place, the text that came last and had none: the other half of its hash.
    private static readonly int[] Comers = new int[Count];

    /// <summary>The text of bytes that are all printable ASCII; null where they are not.</summary>
    public static string? Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest) return IsPrintable(utf8) ? Encoding.Latin1.GetString(utf8) : null;
        var hash = TextHash.Of(utf8);
        ref var place = ref Places[hash & (Count - 1)];
        if (place is { } known && Ascii.Equals(utf8, known)) return known;
        if (!IsPrintable(utf8)) return null;
        var text = Encoding.Latin1.GetString(utf8);
        ref var comer = ref Comers[hash & (Count - 1)];
        if (comer == (int)(hash >> 32)) place = text;
        else comer = (int)(hash >> 32);
        return text;
    }

    private static bool IsPrintable(ReadOnlySpan<byte> utf8) => utf8.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;
}
#endif
