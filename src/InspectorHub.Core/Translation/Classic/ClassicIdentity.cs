using System.Security.Cryptography;
using System.Text;
using InspectorHub.Findings.Classic;

namespace InspectorHub.Translation.Classic;

/// <summary>
/// The id of a Classic finding: <c>inspector/REGION/ACCOUNT/HASH</c>, where HASH names the problem and not the report of
/// it, so that the next assessment run updates the finding in Security Hub instead of adding another. AWS does not say
/// how Inspector makes its hash; ours is the first 160 bits of SHA-256 over the rules package's ARN, the rule, the asset
/// and the attributes in order of key and value. Documented for users in about_InspectorHub_Identity.
/// </summary>
internal static class ClassicIdentity
{
    private const int HashBytes = 20;

    public static string Of(ClassicFinding finding, Arn arn) => $"inspector/{arn.Region}/{arn.AccountId}/{Hash(finding)}";

    /// <summary>
    /// Whether an attribute can change while the problem stays the same: the process id changes when the process is started
    /// again, and a CVSS score or vector when the vulnerability is scored anew.
    /// </summary>
    private static bool IsVolatile(string? key) =>
        key is null or "PROCESS_PID" || key.StartsWith("CVSS", StringComparison.OrdinalIgnoreCase);

    private static string Hash(ClassicFinding finding)
    {
        var text = new StringBuilder(512);
        Append(text, finding.ServiceAttributes?.RulesPackageArn);
        Append(text, finding.Id ?? finding.Title);
        Append(text, finding.AssetAttributes?.AgentId);
        if (finding.Attributes is { Count: > 0 } attributes)
        {
            var named = new List<ClassicAttribute>(attributes.Count);
            foreach (var attribute in attributes)
            {
                if (!IsVolatile(attribute?.Key)) named.Add(attribute!);
            }

            named.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key) is var byKey && byKey != 0 ? byKey : string.CompareOrdinal(a.Value, b.Value));
            foreach (var attribute in named)
            {
                Append(text, attribute.Key);
                Append(text, attribute.Value);
            }
        }

        return Hex(Sha256(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // The length before each part keeps "ab" + "c" and "a" + "bc" apart, and an absent part from an empty one.
    private static void Append(StringBuilder text, string? part) =>
        _ = part is null ? text.Append("-:") : text.Append(part.Length).Append(':').Append(part);

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
        var text = new char[HashBytes * 2];
        for (var i = 0; i < HashBytes; i++)
        {
            text[2 * i] = Digits[hash[i] >> 4];
            text[(2 * i) + 1] = Digits[hash[i] & 15];
        }

        return new string(text);
    }
}
