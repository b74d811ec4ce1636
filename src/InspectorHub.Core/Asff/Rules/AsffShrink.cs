using System.Text.Json;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff.Rules;

/// <summary>
/// Shrinks a finding that is larger than Security Hub takes, in an order that is always the same: first what can be read
/// elsewhere, then what is long, last what names the problem. Each step halves what it is about until the finding fits or
/// nothing of it is left. The format's required members never go. Documented for users in about_InspectorHub_Identity.
/// </summary>
internal static class AsffShrink
{
    private static readonly (string Path, Func<AsffFinding, int> Count, Action<AsffFinding, int> Keep)[] Steps =
    [
        ("$.Vulnerabilities[*].ReferenceUrls",
            finding => Longest(finding.Vulnerabilities, vulnerability => vulnerability.ReferenceUrls),
            (finding, count) =>
                Each(finding, vulnerability => vulnerability.ReferenceUrls = Beginning(vulnerability.ReferenceUrls, count))),
        ("$.Vulnerabilities[*].RelatedVulnerabilities",
            finding => Longest(finding.Vulnerabilities, vulnerability => vulnerability.RelatedVulnerabilities),
            (finding, count) =>
                Each(finding, each => each.RelatedVulnerabilities = Beginning(each.RelatedVulnerabilities, count))),
        ("$.Vulnerabilities[*].VulnerablePackages",
            finding => Longest(finding.Vulnerabilities, vulnerability => vulnerability.VulnerablePackages),
            (finding, count) =>
                Each(finding, vulnerability => vulnerability.VulnerablePackages = Beginning(vulnerability.VulnerablePackages, count))),
        ("$.Vulnerabilities",
            finding => finding.Vulnerabilities?.Count ?? 0,
            (finding, count) => finding.Vulnerabilities = Beginning(finding.Vulnerabilities, count)),
        ("$.NetworkPath",
            finding => finding.NetworkPath?.Count ?? 0,
            (finding, count) => finding.NetworkPath = Beginning(finding.NetworkPath, count)),
        // What the service itself drops from a finding that is too large (user guide, Resources.Details).
        ("$.Resources[*].Details",
            finding => finding.Resources?.Count(resource => resource.Details is not null) ?? 0,
            (finding, count) => EachResource(finding, (resource, index) => resource.Details = index < count ? resource.Details : null)),
        ("$.Resources[*].Tags",
            finding => finding.Resources?.Count(resource => resource.Tags.Count > 0) ?? 0,
            (finding, count) => EachResource(finding, (resource, index) => resource.Tags = index < count ? resource.Tags : null)),
        ("$.ProductFields",
            finding => finding.ProductFields.Count,
            (finding, count) => finding.ProductFields = Beginning<TextMap, string>(finding.ProductFields, count)),
        ("$.UserDefinedFields",
            finding => finding.UserDefinedFields.Count,
            (finding, count) => finding.UserDefinedFields = Beginning<TextMap, string>(finding.UserDefinedFields, count)),
        ("members that this version does not know",
            finding => finding.Unmodeled?.Count ?? 0,
            (finding, count) => finding.Unmodeled = Beginning<AsffMembers, JsonElement>(finding.Unmodeled, count)),
        ("members of resources that this version does not know",
            finding => finding.Resources?.Count(resource => resource.Unmodeled is not null) ?? 0,
            (finding, count) => EachResource(finding, (resource, index) => resource.Unmodeled = index < count ? resource.Unmodeled : null)),
        ("$.Resources",
            finding => (finding.Resources?.Count ?? 1) - 1,
            (finding, count) => finding.Resources = Beginning(finding.Resources, count + 1)),
    ];

    public static AsffFinding ToSize(AsffFinding finding, List<AsffCut> cuts)
    {
        var bytes = AsffJson.Serialize(finding);
        if (bytes.Length <= AsffLimits.FindingBytes) return finding;
        // A finding of its own, so that the one given stays as it is.
        var shrunk = AsffJson.Parse(bytes);
        var size = bytes.Length;
        foreach (var (path, count, keep) in Steps)
        {
            var before = count(shrunk);
            var left = before;
            while (left > 0 && size > AsffLimits.FindingBytes)
            {
                left /= 2;
                keep(shrunk, left);
                size = AsffJson.Serialize(shrunk).Length;
            }

            if (left < before) cuts.Add(new AsffCut(path, left, before, "items"));
            if (size <= AsffLimits.FindingBytes) break;
        }

        return shrunk;
    }

    private static int Longest<T>(List<AsffVulnerability>? vulnerabilities, Func<AsffVulnerability, List<T>?> list) =>
        vulnerabilities is { Count: > 0 } ? vulnerabilities.Max(vulnerability => list(vulnerability)?.Count ?? 0) : 0;

    private static void Each(AsffFinding finding, Action<AsffVulnerability> change) => finding.Vulnerabilities?.ForEach(change);

    private static void EachResource(AsffFinding finding, Action<AsffResource, int> change)
    {
        for (var index = 0; index < finding.Resources?.Count; index++) change(finding.Resources[index], index);
    }

    private static ItemList<T>? Beginning<T>(ItemList<T>? list, int count) =>
        count == 0 ? null : list is null || list.Count <= count ? list : [.. list.Take(count)];

    private static TMap? Beginning<TMap, T>(TMap? map, int count)
        where TMap : Dictionary<string, T>, new()
    {
        if (map is null || count == 0) return null;
        var beginning = new TMap();
        foreach (var entry in map.Take(count)) beginning.Add(entry.Key, entry.Value);
        return beginning;
    }
}
