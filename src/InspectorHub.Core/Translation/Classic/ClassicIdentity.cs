using InspectorHub.Common;
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
    public static string Of(ClassicFinding finding, Arn arn) => $"inspector/{arn.Region}/{arn.AccountId}/{Hash(finding)}";

    /// <summary>
    /// Whether an attribute can change while the problem stays the same: the process id changes when the process is started
    /// again, and a CVSS score or vector when the vulnerability is scored anew.
    /// </summary>
    private static bool IsVolatile(string? key) =>
        key is null or "PROCESS_PID" || key.StartsWith("CVSS", StringComparison.OrdinalIgnoreCase);

    private static string Hash(ClassicFinding finding)
    {
        var attributes = finding.Attributes ?? [];
        var named = new List<ClassicAttribute>(attributes.Count);
        foreach (var attribute in attributes)
        {
            if (!IsVolatile(attribute?.Key)) named.Add(attribute!);
        }

        named.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key) is var byKey && byKey != 0 ? byKey
            : string.CompareOrdinal(a.Value, b.Value));
        const int First = 3;
        var parts = new string?[First + (2 * named.Count)];
        (parts[0], parts[1], parts[2]) =
            (finding.ServiceAttributes?.RulesPackageArn, finding.Id ?? finding.Title, finding.AssetAttributes?.AgentId);
        for (var i = 0; i < named.Count; i++) (parts[First + (2 * i)], parts[First + (2 * i) + 1]) = (named[i].Key, named[i].Value);
        return FindingHash.Of(parts);
    }
}
