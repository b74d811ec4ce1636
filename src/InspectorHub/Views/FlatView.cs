using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Findings.Scan;

namespace InspectorHub.Views;

/// <summary>
/// What a security office asks of a finding, of whatever product, in a column each; null where a product does not say it.
/// </summary>
public static class FlatView
{
    /// <summary>The account that it is about.</summary>
    public static object? AccountId(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => asff.AwsAccountId,
        Inspector2Finding inspector2 => inspector2.AwsAccountId,
        ScanFinding scan => scan.Artifact.AccountId,
        InspectorFinding other => Arn.Parse(other.FindingId)?.AccountId,
        _ => null,
    };

    /// <summary>The Region that it is of.</summary>
    public static object? Region(PSObject finding) => finding.BaseObject switch
    {
        ScanFinding scan => scan.Artifact.Region,
        CisFinding cis => Arn.Parse(cis.ScanArn)?.Region,
        InspectorFinding other => Arn.Parse(other.FindingId)?.Region,
        _ => null,
    };

    /// <summary>The first resource's id.</summary>
    public static object? ResourceId(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => asff.Resources?.FirstOrDefault()?.Id,
        Inspector2Finding inspector2 => inspector2.Resources?.FirstOrDefault()?.Id,
        ClassicFinding classic => classic.AssetAttributes?.AgentId,
        CisFinding cis => cis.TargetResourceId,
        ScanFinding scan => scan.Artifact.Reference,
        _ => null,
    };

    /// <summary>The first resource's type, in the product's own word.</summary>
    public static object? ResourceType(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => asff.Resources?.FirstOrDefault()?.Type,
        Inspector2Finding inspector2 => inspector2.Resources?.FirstOrDefault()?.Type,
        ClassicFinding classic => classic.AssetType,
        CisFinding => "AWS_EC2_INSTANCE",
        ScanFinding scan => scan.Artifact.Type.ToString(),
        _ => null,
    };

    /// <summary>The vulnerability, the rule or the check.</summary>
    public static object? VulnerabilityId(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => asff.Vulnerabilities?.FirstOrDefault()?.Id,
        Inspector2Finding inspector2 =>
            inspector2.PackageVulnerabilityDetails?.VulnerabilityId ?? inspector2.CodeVulnerabilityDetails?.DetectorId,
        ClassicFinding classic => classic.Id,
        CisFinding cis => cis.CheckId,
        _ => null,
    };

    /// <summary>The packages that have it, with their versions.</summary>
    public static object? Package(PSObject finding) => Joined(finding.BaseObject switch
    {
        AsffFinding asff => Packages(asff)?.Select(package => package.ToString()),
        Inspector2Finding inspector2 => inspector2.PackageVulnerabilityDetails?.VulnerablePackages?.Select(package => package.ToString()),
        ScanFinding scan => scan.Packages?.Select(package => package.ToString()),
        _ => null,
    });

    /// <summary>The versions of the packages that no longer have it.</summary>
    public static object? FixedInVersion(PSObject finding) => Joined(finding.BaseObject switch
    {
        AsffFinding asff => Packages(asff)?.Select(package => package.FixedInVersion),
        Inspector2Finding inspector2 =>
            inspector2.PackageVulnerabilityDetails?.VulnerablePackages?.Select(package => package.FixedInVersion),
        ScanFinding scan => scan.Packages?.Select(package => package.FixedInVersion),
        _ => null,
    });

    /// <summary>Whether an exploit is known: YES or NO.</summary>
    public static object? Exploit(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => asff.Vulnerabilities?.FirstOrDefault()?.ExploitAvailable,
        Inspector2Finding inspector2 => inspector2.ExploitAvailable,
        ScanFinding { ExploitAvailable: { } isThere } => isThere ? "YES" : "NO",
        _ => null,
    };

    /// <summary>Likelihood of exploitation, 0 to 1.</summary>
    public static object? Epss(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => asff.Vulnerabilities?.FirstOrDefault()?.EpssScore,
        ScanFinding scan => scan.EpssScore,
        _ => null,
    };

    private static IEnumerable<AsffVulnerablePackage>? Packages(AsffFinding finding) =>
        finding.Vulnerabilities?.SelectMany(vulnerability => vulnerability.VulnerablePackages ?? []);

    private static string? Joined(IEnumerable<string?>? values) =>
        values?.Where(value => !string.IsNullOrEmpty(value)).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } some
            ? string.Join(", ", some)
            : null;
}
