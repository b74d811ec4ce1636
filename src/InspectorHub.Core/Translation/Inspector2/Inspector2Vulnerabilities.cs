using System.Globalization;
using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Translation.Inspector2;

/// <summary>The vulnerability behind a finding, in packages or in code.</summary>
internal static class Inspector2Vulnerabilities
{
    public static ItemList<AsffVulnerability>? Translate(Inspector2Finding finding)
    {
        if (finding.PackageVulnerabilityDetails is { } package) return [InPackages(finding, package)];
        if (finding.CodeVulnerabilityDetails is { } code) return [InCode(finding, code)];
        return null;
    }

    private static AsffVulnerability InPackages(Inspector2Finding finding, PackageVulnerabilityDetails details) => new()
    {
        Id = AsffText.First(details.VulnerabilityId, finding.Title, finding.FindingArn),
        VulnerablePackages = details.VulnerablePackages.Map(Package),
        Cvss = Scores(details.Cvss, finding.InspectorScoreDetails?.AdjustedCvss),
        RelatedVulnerabilities = details.RelatedVulnerabilities.NotEmpty(),
        Vendor = details.Source is { } source
            ? new AsffVulnerabilityVendor
            {
                Name = source,
                Url = details.SourceUrl,
                VendorSeverity = details.VendorSeverity,
                VendorCreatedAtText = Date(details.VendorCreatedAt),
                VendorUpdatedAtText = Date(details.VendorUpdatedAt),
            }
            : null,
        ReferenceUrls = ReferencesOf(details.ReferenceUrls, finding),
        FixAvailable = finding.FixAvailable,
        EpssScore = EpssOf(finding),
        ExploitAvailable = finding.ExploitAvailable,
        LastKnownExploitAtText = ExploitOf(finding),
    };

    private static AsffVulnerability InCode(Inspector2Finding finding, CodeVulnerabilityDetails details) => new()
    {
        Id = AsffText.First(details.DetectorId, details.RuleId, finding.Title, finding.FindingArn),
        Cvss = Scores(null, finding.InspectorScoreDetails?.AdjustedCvss),
        ReferenceUrls = ReferencesOf(details.ReferenceUrls, finding),
        FixAvailable = finding.FixAvailable,
        EpssScore = EpssOf(finding),
        ExploitAvailable = finding.ExploitAvailable,
        LastKnownExploitAtText = ExploitOf(finding),
        CodeVulnerabilities =
        [
            new AsffCodeVulnerability
            {
                Cwes = details.Cwes.NotEmpty(),
                FilePath = details.FilePath is { } file
                    ? new AsffCodeFilePath { FileName = file.FileName, FilePath = file.FilePath, StartLine = file.StartLine,
                        EndLine = file.EndLine }
                    : null,
                SourceArn = details.SourceLambdaLayerArn,
            },
        ],
    };

    // The finding's own word first, then that of its details.
    private static double? EpssOf(Inspector2Finding finding) => finding.Epss?.Score ?? finding.Details?.EpssScore;

    private static string? ExploitOf(Inspector2Finding finding) =>
        Date(finding.ExploitabilityDetails?.LastKnownExploitAt ?? finding.Details?.ExploitObserved?.LastSeen);

    private static ItemList<string>? ReferencesOf(ItemList<string>? own, Inspector2Finding finding) =>
        finding.Details?.ReferenceUrls is { Count: > 0 } others ? [.. (own ?? []).Union(others, StringComparer.Ordinal)] : own.NotEmpty();

    private static AsffVulnerablePackage Package(VulnerablePackage package) => new()
    {
        Name = package.Name,
        Version = package.Version,
        Epoch = package.Epoch?.ToString(CultureInfo.InvariantCulture),
        Release = package.Release,
        Architecture = package.Arch?.ToUpperInvariant(),
        PackageManager = package.PackageManager,
        FilePath = package.FilePath,
        FixedInVersion = package.FixedInVersion,
        Remediation = package.Remediation,
        SourceLayerHash = package.SourceLayerHash,
        SourceLayerArn = package.SourceLambdaLayerArn,
    };

    // Every score, then the one that Inspector adjusted to the resource.
    private static ItemList<AsffCvss>? Scores(List<CvssScore>? scores, AdjustedCvss? adjusted)
    {
        var all = new ItemList<AsffCvss>((scores?.Count ?? 0) + 1);
        foreach (var score in scores ?? [])
        {
            if (score is not null)
                all.Add(new AsffCvss { Version = score.Version, BaseScore = score.BaseScore,
                    BaseVector = score.ScoringVector, Source = score.Source });
        }

        if (adjusted is not null)
        {
            all.Add(new AsffCvss
            {
                Version = adjusted.Version,
                BaseScore = adjusted.Score,
                BaseVector = adjusted.ScoringVector,
                Source = adjusted.ScoreSource ?? adjusted.CvssSource,
                // An empty list stays one: it says that nothing was adjusted.
                Adjustments = adjusted.Adjustments.Map(adjustment =>
                    new AsffCvssAdjustment { Metric = adjustment.Metric, Reason = adjustment.Reason }),
            });
        }

        return all.NotEmpty();
    }

    private static string? Date(DateTimeOffset? date) => date is { } known ? AsffTime.Seconds(known) : null;
}
