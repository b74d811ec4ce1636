using System.Globalization;
using System.Text;
using InspectorHub.Common;

namespace InspectorHub.Translation;

/// <summary>Names a finding by what it is about: the first 160 bits of SHA-256 over its parts, as 40 lower-case hex digits.</summary>
internal sealed class FindingHash
{
    private const int Bytes = 20;

    private byte[] utf8 = new byte[512];
    private int length;

    /// <summary>
    /// Takes the next part. Its length goes in before it: "ab" + "c" and "a" + "bc" differ, and so do an absent part and an empty one.
    /// </summary>
    public FindingHash Add(string? part)
    {
        Append(part?.Length.ToString(CultureInfo.InvariantCulture) ?? "-");
        Append(":");
        if (part is not null) Append(part);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => Digest.Hex(Digest.Sha256(utf8.AsMemory(0, length)).AsSpan(0, Bytes));

    private void Append(string text)
    {
        var most = length + Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > utf8.Length) Array.Resize(ref utf8, 2 * most);
        length += Encoding.UTF8.GetBytes(text, 0, text.Length, utf8, length);
    }
}
