using System.Security.Cryptography;
using System.Text;

namespace InspectorHub.Common;

/// <summary>SHA-256, and bytes as hexadecimal digits.</summary>
internal static class Digest
{
    // Of a SHA-256; nothing longer is written as digits here.
    private const int MostBytes = 32;

    /// <summary>The hash of a text.</summary>
    public static byte[] Sha256(string text) => Sha256(Encoding.UTF8.GetBytes(text));

    /// <summary>The hash of bytes.</summary>
    public static byte[] Sha256(byte[] bytes)
    {
#if NET
        return SHA256.HashData(bytes);
#else
        using var sha = SHA256.Create();
        return sha.ComputeHash(bytes);
#endif
    }

    /// <inheritdoc cref="Sha256(byte[])"/>
    public static byte[] Sha256(ReadOnlyMemory<byte> bytes)
    {
#if NET
        return SHA256.HashData(bytes.Span);
#else
        return Sha256(bytes.ToArray());
#endif
    }

    /// <summary>Lower-case digits.</summary>
    public static string Hex(ReadOnlySpan<byte> bytes) => Hex(bytes, "0123456789abcdef");

    /// <summary>Upper-case digits.</summary>
    public static string UpperHex(ReadOnlySpan<byte> bytes) => Hex(bytes, "0123456789ABCDEF");

    private static string Hex(ReadOnlySpan<byte> bytes, string digits)
    {
        Span<char> hex = stackalloc char[MostBytes * 2];
        hex = hex.Slice(0, bytes.Length * 2);
        for (var i = 0; i < bytes.Length; i++)
        {
            hex[2 * i] = digits[bytes[i] >> 4];
            hex[(2 * i) + 1] = digits[bytes[i] & 15];
        }

        return hex.ToString();
    }
}
