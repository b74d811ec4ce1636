using System.Runtime.CompilerServices;
using System.Text;
using InspectorHub.Common;

namespace InspectorHub.Emulator.Store.Columns;

/// <summary>A number that nearly tells a text, the same in every process: FNV-1a of 64 bits.</summary>
internal static class TextHash
{
    public static long Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    [MethodImpl(Hot.Path)]
    public static long Of(ReadOnlySpan<byte> utf8)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in utf8) hash = (hash ^ value) * 1099511628211UL;
        return (long)hash;
    }
}
