using System.Globalization;
using System.Management.Automation;
using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Findings.Scan;
using InspectorHub.Reports;

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
        CisFinding cis => cis.AccountId,
        InspectorFinding other => Arn.Parse(other.FindingId)?.AccountId,
        _ => null,
    };

    /// <summary>The Region that it is of.</summary>
    public static object? Region(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => AsffColumns.Region(asff),
        ScanFinding scan => scan.Artifact.Region,
        CisFinding cis => Arn.Parse(cis.ScanArn)?.Region,
        InspectorFinding other => Arn.Parse(other.FindingId)?.Region,
        _ => null,
    };

    /// <summary>The first resource's id.</summary>
    public static object? ResourceId(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => AsffColumns.ResourceId(asff),
        Inspector2Finding inspector2 => inspector2.Resources?.FirstOrDefault()?.Id,
        ClassicFinding classic => classic.AssetAttributes?.AgentId,
        CisFinding cis => cis.TargetResourceId,
        ScanFinding scan => scan.Artifact.Reference,
        _ => null,
    };

    /// <summary>The first resource's type, in the product's own word.</summary>
    public static object? ResourceType(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => AsffColumns.ResourceType(asff),
        Inspector2Finding inspector2 => inspector2.Resources?.FirstOrDefault()?.Type,
        ClassicFinding classic => classic.AssetType,
        CisFinding => "AWS_EC2_INSTANCE",
        ScanFinding scan => scan.Artifact.Type.ToString(),
        _ => null,
    };

    /// <summary>The vulnerability, the rule or the check.</summary>
    public static object? VulnerabilityId(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => AsffColumns.VulnerabilityId(asff),
        Inspector2Finding inspector2 =>
            inspector2.PackageVulnerabilityDetails?.VulnerabilityId ?? inspector2.CodeVulnerabilityDetails?.DetectorId,
        ClassicFinding classic => classic.Id,
        ScanFinding scan => scan.VulnerabilityId,
        CisFinding cis => cis.CheckId,
        _ => null,
    };

    /// <summary>The packages that have it, with their versions.</summary>
    public static object? Package(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => AsffColumns.Package(asff),
        Inspector2Finding inspector2 => AsffColumns.Joined(
            inspector2.PackageVulnerabilityDetails?.VulnerablePackages?.Select(package => package.ToString())),
        ScanFinding scan => AsffColumns.Joined(scan.Packages?.Select(package => package.ToString())),
        _ => null,
    };

    /// <summary>The versions of the packages that no longer have it.</summary>
    public static object? FixedInVersion(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => AsffColumns.FixedInVersion(asff),
        Inspector2Finding inspector2 => AsffColumns.Joined(
            inspector2.PackageVulnerabilityDetails?.VulnerablePackages?.Select(package => package.FixedInVersion)),
        ScanFinding scan => AsffColumns.Joined(scan.Packages?.Select(package => package.FixedInVersion)),
        _ => null,
    };

    /// <summary>Whether an exploit is known: YES or NO.</summary>
    public static object? Exploit(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => AsffColumns.Exploit(asff),
        Inspector2Finding inspector2 => inspector2.ExploitAvailable,
        ScanFinding { ExploitAvailable: { } isThere } => isThere ? "YES" : "NO",
        _ => null,
    };

    /// <summary>Likelihood of exploitation, 0 to 1.</summary>
    public static object? Epss(PSObject finding) => finding.BaseObject switch
    {
        AsffFinding asff => AsffColumns.Epss(asff),
        Inspector2Finding inspector2 => inspector2.Epss,
        ScanFinding scan => scan.EpssScore,
        _ => null,
    };

    // A member that a kind has by itself stays one that can be set, however it is shown among these.

    /// <summary>Sets the account of a kind that has one.</summary>
    public static void AccountId(PSObject finding, object? value) => Set(finding, nameof(AccountId), value);

    /// <summary>Sets the Region of a kind that has one.</summary>
    public static void Region(PSObject finding, object? value) => Set(finding, nameof(Region), value);

    /// <summary>Sets the vulnerability of a kind that has one.</summary>
    public static void VulnerabilityId(PSObject finding, object? value) => Set(finding, nameof(VulnerabilityId), value);

    /// <summary>Sets the likelihood of exploitation of a kind that has one.</summary>
    public static void Epss(PSObject finding, object? value) => Set(finding, nameof(Epss), value);

    private static void Set(PSObject finding, string member, object? value)
    {
        var own = finding.BaseObject.GetType().GetProperty(member)!;
        own.SetValue(finding.BaseObject, LanguagePrimitives.ConvertTo(value, own.PropertyType, CultureInfo.InvariantCulture));
    }
}
