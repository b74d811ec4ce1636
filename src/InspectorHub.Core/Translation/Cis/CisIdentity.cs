using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Translation.Cis;

/// <summary>
/// The id of a CIS check on an instance: <c>inspector2/REGION/ACCOUNT/cis/HASH</c>, the same in both forms. HASH is the first 160 bits
/// of SHA-256 over platform, check and instance: whichever scan looks, and whatever it finds, it is the same check.
/// </summary>
internal static class CisIdentity
{
    /// <summary>Stands in the ids of CIS checks where those of Inspector's other findings have none of it.</summary>
    public const string Kind = "cis/";

    /// <summary>The id of a result; null where it does not say all that makes it.</summary>
    public static string? Find(CisFinding finding) =>
        Arn.Parse(finding.ScanArn) is { Region.Length: > 0 } scan && AccountOf(finding) is { } account &&
        !AsffText.IsBlank(finding.TargetResourceId ?? "") && !AsffText.IsBlank(finding.CheckId ?? "")
            ? Of(finding, scan.Region, account)
            : null;

    /// <summary>The account of the instance; null where nothing says it.</summary>
    public static string? AccountOf(CisFinding finding) => AsffText.First(finding.AccountId, Arn.Parse(finding.FindingArn)?.AccountId);

    public static string Of(CisFinding finding, string region, string account) =>
        $"inspector2/{region}/{account}/{Kind}{FindingHash.Of(finding.Platform, finding.CheckId, finding.TargetResourceId)}";
}
