#if NET
using System.Text;
using InspectorHub.Common;

namespace InspectorHub.Json;

/// <summary>
/// The texts that were read last. Findings that come together repeat themselves (accounts, Regions, packages, scoring vectors): a text
/// that is known is not made again, and is kept once in memory. A text takes the place of another whose hash is like its own.
/// </summary>
internal static class KnownTexts
{
    // Longer texts are seldom the same.
    private const int Longest = 128;
    private const int Count = 8192;

    // Threads may overwrite each other's, but whichever is read is a whole text.
    private static readonly string?[] Places = new string?[Count];

    /// <summary>The text of bytes that are all printable ASCII; null where they are not.</summary>
    public static string? Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest) return IsPrintable(utf8) ? Encoding.Latin1.GetString(utf8) : null;
        ref var place = ref Places[TextHash.Of(utf8) & (Count - 1)];
        if (place is { } known && Ascii.Equals(utf8, known)) return known;
        return IsPrintable(utf8) ? place = Encoding.Latin1.GetString(utf8) : null;
    }

    private static bool IsPrintable(ReadOnlySpan<byte> utf8) => utf8.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;
}
#endif
