#if NET
using System.Runtime.InteropServices;
using System.Text;

namespace InspectorHub.Json;

/// <summary>
/// Short texts that were read lately. Findings repeat themselves (accounts, Regions, packages, vectors, references): a text that
/// is known need not be made again, and is kept once in memory.
/// </summary>
internal static class JsonTextCache
{
    /// <summary>Longer texts are seldom the same.</summary>
    public const int Longest = 128;

    private const int Part = sizeof(ulong);
    private const int Bits = 12;

    // Threads may overwrite each other's entries; each entry is right on its own.
    private static readonly string?[] Texts = new string?[1 << Bits];

    /// <summary>The text where it is known; else null, and the place to put it.</summary>
    public static string? Find(ReadOnlySpan<byte> utf8, out int place)
    {
        place = PlaceOf(utf8);
        return Texts[place] is { } text && Ascii.Equals(utf8, text) ? text : null;
    }

    /// <summary>Puts a text where <see cref="Find"/> has looked for it.</summary>
    public static string Put(int place, string text) => Texts[place] = text;

    // Beginning, middle and end tell texts apart well enough, and cost the same whatever the length.
    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        var hash = (ulong)utf8.Length;
        if (utf8.Length >= Part)
        {
            hash = Mix(hash, MemoryMarshal.Read<ulong>(utf8));
            hash = Mix(hash, MemoryMarshal.Read<ulong>(utf8[((utf8.Length - Part) / 2)..]));
            hash = Mix(hash, MemoryMarshal.Read<ulong>(utf8[^Part..]));
        }
        else
        {
            foreach (var value in utf8) hash = Mix(hash, value);
        }

        return (int)(hash >> (64 - Bits));
    }

    private static ulong Mix(ulong hash, ulong value)
    {
        var mixed = (hash ^ value) * 0x9E3779B97F4A7C15;
        return mixed ^ (mixed >> 29);
    }
}
#endif
