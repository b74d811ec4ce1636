using InspectorHub.Asff;
using InspectorHub.Common;

namespace InspectorHub.Reports;

/// <summary>What a security office asks of a finding, each in one value; null where the finding does not say it.</summary>
public static class AsffColumns
{
    /// <summary>The Region: what Security Hub has filled in, or the one whose Security Hub it is for.</summary>
    public static string? Region(AsffFinding finding) => finding.Region ?? Arn.Parse(finding.ProductArn)?.Region;

    /// <summary>The first resource's id.</summary>
    public static string? ResourceId(AsffFinding finding) => finding.Resources?.FirstOrDefault()?.Id;

    /// <summary>The first resource's type.</summary>
    public static string? ResourceType(AsffFinding finding) => finding.Resources?.FirstOrDefault()?.Type;

    /// <summary>The first vulnerability's id.</summary>
    public static string? VulnerabilityId(AsffFinding finding) => finding.Vulnerabilities?.FirstOrDefault()?.Id;

    /// <summary>The packages that have it, with their versions.</summary>
    public static string? Package(AsffFinding finding) => Joined(Packages(finding)?.Select(package => package.ToString()));

    /// <summary>The versions of the packages that no longer have it.</summary>
    public static string? FixedInVersion(AsffFinding finding) => Joined(Packages(finding)?.Select(package => package.FixedInVersion));

    /// <summary>Whether an exploit is known: YES or NO.</summary>
    public static string? Exploit(AsffFinding finding) => finding.Vulnerabilities?.FirstOrDefault()?.ExploitAvailable;

    /// <summary>Likelihood of exploitation, 0 to 1.</summary>
    public static double? Epss(AsffFinding finding) => finding.Vulnerabilities?.FirstOrDefault()?.EpssScore;

    /// <summary>Values in one: each once, in their order; null where there is none.</summary>
    public static string? Joined(IEnumerable<string?>? values) =>
        values?.Where(value => !string.IsNullOrEmpty(value)).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } some
            ? string.Join(", ", some)
            : null;

    private static IEnumerable<AsffVulnerablePackage>? Packages(AsffFinding finding) =>
        finding.Vulnerabilities?.SelectMany(vulnerability => vulnerability.VulnerablePackages ?? []);
}
