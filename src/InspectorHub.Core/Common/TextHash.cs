using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace InspectorHub.Common;

/// <summary>A number that nearly tells a text, the same in every process: a multiplication for every eight bytes.</summary>
internal static class TextHash
{
    public static long Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    [MethodImpl(Hot.Path)]
    public static long Of(ReadOnlySpan<byte> utf8)
    {
        var hash = (ulong)utf8.Length;
        if (utf8.Length < sizeof(ulong)) return Spread(hash ^ Whole(utf8));
        // The last eight may overlap those before: a byte at a time would take as long as all the others.
        var last = BinaryPrimitives.ReadUInt64LittleEndian(utf8.Slice(utf8.Length - sizeof(ulong)));
        for (; utf8.Length > sizeof(ulong); utf8 = utf8.Slice(sizeof(ulong)))
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8));
        return Spread(hash ^ last);
    }

    private static ulong Whole(ReadOnlySpan<byte> few)
    {
        var whole = 0UL;
        foreach (var value in few) whole = (whole << 8) | value;
        return whole;
    }

    // Twice: what only the high bits tell apart, as the last characters of eight do, reaches the low ones by two steps.
    private static long Spread(ulong hash) => (long)Mix(Mix(hash));

    // What the factor has carried into the high half comes back into the low one.
    private static ulong Mix(ulong hash)
    {
        hash *= 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }
}
