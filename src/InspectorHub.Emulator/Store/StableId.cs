using System.Security.Cryptography;
using System.Text;

namespace InspectorHub.Emulator.Store;

/// <summary>Names that a service makes up and keeps: here the same from run to run.</summary>
internal static class StableId
{
    /// <summary>64 hexadecimal digits that tell the parts.</summary>
    public static string Hex(params string?[] parts)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(string.Join("\n", parts)));
        var digits = new StringBuilder(hash.Length * 2);
        foreach (var part in hash) digits.Append(part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        return digits.ToString();
    }

    /// <summary>A UUID that tells the parts.</summary>
    public static string Uuid(params string?[] parts) => Guid.ParseExact(Hex(parts).Substring(0, 32), "N").ToString();
}
