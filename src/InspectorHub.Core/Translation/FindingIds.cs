using InspectorHub.Common;
using InspectorHub.Translation.Cis;

namespace InspectorHub.Translation;

/// <summary>
/// The id of a finding in its two forms. Only AWS services may use an ARN as Id (user guide, required ASFF attributes), so
/// that <c>arn:P:inspector2:R:A:finding/F</c> is <c>inspector2/R/A/F</c> in the account form; the ids of Classic's findings,
/// of scans and of
/// CIS checks are the same in both.
/// </summary>
internal static class FindingIds
{
    private const string FindingPrefix = "finding/";
    private const string Classic = "inspector";
    private const string Inspector2 = "inspector2";

    /// <summary>What the ids of findings of scans begin with; they are the same in both forms.</summary>
    public const string Scan = "inspector-scan";

    /// <summary>What the ids of the account form begin with, before the Region.</summary>
    public static IReadOnlyList<string> Sources { get; } = [Inspector2, Classic, Scan];

    public static string? InAccount(string? id) => Arn.Parse(id) is { } arn ? InAccount(arn) : id;

    public static string InAccount(Arn arn)
    {
        var name = arn.Resource.StartsWith(FindingPrefix, StringComparison.Ordinal) ? arn.Resource.Substring(FindingPrefix.Length)
            : arn.Resource;
        return $"{arn.Service}/{arn.Region}/{arn.AccountId}/{name}";
    }

    public static string AtInspector(string id, string partition) =>
        IsInspector2(id) && id.Split(['/'], 4) is [_, var region, var account, var name]
            && !name.StartsWith(CisIdentity.Kind, StringComparison.Ordinal)
            ? $"arn:{partition}:{Inspector2}:{region}:{account}:{FindingPrefix}{name}"
            : id;

    /// <summary>The Region in an id of the account form; null for what is no id of an Inspector finding.</summary>
    public static string? RegionOf(string? id) =>
        id?.Split(['/'], 4) is [Classic or Inspector2 or Scan, { Length: > 0 } region, { Length: > 0 }, { Length: > 0 }] ? region : null;

    /// <summary>Findings of Classic are older than some members that Inspector's others have.</summary>
    public static bool IsClassic(string? id) => id?.StartsWith(Classic + "/", StringComparison.Ordinal) == true;

    /// <summary>Whether it is the id of a finding of a scan.</summary>
    public static bool IsScan(string? id) => id?.StartsWith(Scan + "/", StringComparison.Ordinal) == true;

    /// <summary>
    /// Whether an id of the account form is that of a finding which ListFindings of Amazon Inspector gives; those of CIS scans have
    /// another part.
    /// </summary>
    public static bool IsInspector2Finding(string id) => id.Split('/') is [Inspector2, { Length: > 0 }, { Length: > 0 }, { Length: > 0 }];

    /// <summary>Whether it is the id of a CIS check.</summary>
    public static bool IsCis(string? id) =>
        IsInspector2(id) && id!.Split(['/'], 4) is [_, _, _, var name] && name.StartsWith(CisIdentity.Kind, StringComparison.Ordinal);

    private static bool IsInspector2(string? id) => id?.StartsWith(Inspector2 + "/", StringComparison.Ordinal) == true;
}
