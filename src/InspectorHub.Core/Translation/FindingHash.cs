using System.Text;
using InspectorHub.Common;

namespace InspectorHub.Translation;

/// <summary>Names a finding by what it is about: the first 160 bits of SHA-256 over its parts, as 40 lower-case hex digits.</summary>
internal sealed class FindingHash
{
    private const int Bytes = 20;

    private readonly StringBuilder text = new(512);

    /// <summary>
    /// Takes the next part. Its length goes in before it: "ab" + "c" and "a" + "bc" differ, and so do an absent part and an empty one.
    /// </summary>
    public FindingHash Add(string? part)
    {
        _ = part is null ? text.Append("-:") : text.Append(part.Length).Append(':').Append(part);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => Digest.Hex(Digest.Sha256(text.ToString()).AsSpan(0, Bytes));
}
