using System.Security.Cryptography;
using System.Text;

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
    public override string ToString() => Hex(Sha256(Encoding.UTF8.GetBytes(text.ToString())));

    private static byte[] Sha256(byte[] bytes)
    {
#if NET
        return SHA256.HashData(bytes);
#else
        using var sha = SHA256.Create();
        return sha.ComputeHash(bytes);
#endif
    }

    private static string Hex(byte[] hash)
    {
        const string Digits = "0123456789abcdef";
        var hex = new char[Bytes * 2];
        for (var i = 0; i < Bytes; i++)
        {
            hex[2 * i] = Digits[hash[i] >> 4];
            hex[(2 * i) + 1] = Digits[hash[i] & 15];
        }

        return new string(hex);
    }
}
