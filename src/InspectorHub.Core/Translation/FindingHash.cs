using System.Buffers;
using System.Globalization;
using System.Text;
using InspectorHub.Common;

namespace InspectorHub.Translation;

/// <summary>Names a finding by what it is about: the first 160 bits of SHA-256 over its parts, as 40 lower-case hex digits.</summary>
internal static class FindingHash
{
    private const int Bytes = 20;

    // What stands before a part: its length, and a colon.
    private const int BytesBefore = 11;

    /// <summary>
    /// The hash of some parts, in their order. The length of each goes in before it: "ab" + "c" and "a" + "bc" differ, and so do an absent
    /// part and an empty one.
    /// </summary>
    public static string Of(params ReadOnlySpan<string?> parts)
    {
        var most = 0;
        foreach (var part in parts) most += BytesBefore + (part is null ? 0 : Encoding.UTF8.GetMaxByteCount(part.Length));
        var utf8 = ArrayPool<byte>.Shared.Rent(most);
        var length = 0;
        foreach (var part in parts)
        {
            length += Write(part?.Length.ToString(CultureInfo.InvariantCulture) ?? "-", utf8, length);
            utf8[length++] = (byte)':';
            if (part is not null) length += Write(part, utf8, length);
        }

        var hash = Digest.Sha256(utf8.AsMemory(0, length));
        ArrayPool<byte>.Shared.Return(utf8);
        return Digest.Hex(hash.AsSpan(0, Bytes));
    }

    private static int Write(string text, byte[] utf8, int position) => Encoding.UTF8.GetBytes(text, 0, text.Length, utf8, position);
}
