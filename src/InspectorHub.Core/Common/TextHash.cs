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
        for (; utf8.Length >= sizeof(ulong); utf8 = utf8.Slice(sizeof(ulong)))
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8));
        foreach (var value in utf8) hash = Mix(hash ^ value);
        return (long)hash;
    }

    // What the factor has carried into the high half comes back into the low one.
    private static ulong Mix(ulong hash)
    {
        hash *= 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }
}
