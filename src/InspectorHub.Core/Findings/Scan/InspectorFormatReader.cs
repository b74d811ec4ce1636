using System.Text.Json;

namespace InspectorHub.Findings.Scan;

/// <summary>Scan results in Inspector's own format. It does not say when the scan was.</summary>
internal static class InspectorFormatReader
{
    private const int CvssDecimals = 1;
    private const int EpssDecimals = 5;

    private static readonly string[] CvssVersions = ["4", "3", "2"];

    /// <summary>The vulnerabilities, still without their artefact.</summary>
    public static IEnumerable<ScanFinding> Read(JsonElement document, DateTimeOffset readAt) =>
        document.Items("vulnerabilities").Select(vulnerability => Finding(vulnerability, readAt));

    private static ScanFinding Finding(JsonElement vulnerability, DateTimeOffset at)
    {
        var properties = vulnerability.Member("properties");
        var affected = vulnerability.Items("affects").ToLookup(affect => affect.Text("file") is null);
        return new ScanFinding
        {
            VulnerabilityId = vulnerability.Text("id"),
            Description = vulnerability.Text("description"),
            ScanSeverity = vulnerability.Text("severity"),
            Source = SourceOf(vulnerability.Text("source")),
            SourceUrl = vulnerability.Text("source"),
            CreatedAt = vulnerability.Date("created"),
            UpdatedAt = vulnerability.Date("updated"),
            ScannedAt = at,
            Ratings = [.. properties.Items("cvss").Select(Rating)],
            EpssScore = Rounded(properties.Number("epss"), EpssDecimals),
            Packages = [.. affected[true].Select(Package)],
            Locations = ScanJson.NotEmpty(affected[false].Select(affect => $"{affect.Text("file")}:{affect.Text("lines")}")),
            ReferenceUrls = vulnerability.Texts("references"),
            RelatedVulnerabilities = vulnerability.Texts("related"),
            Cwes = properties.Cwes(),
            ExploitAvailable = properties.Member("exploit_available") is { ValueKind: JsonValueKind.True or JsonValueKind.False } exploit ? exploit.GetBoolean() : null,
            LastKnownExploitAt = properties.Date("exploit_last_seen_in_public"),
            CisaKevAddedAt = properties.Date("cisa_kev_date_added"),
            CisaKevDueAt = properties.Date("cisa_kev_date_due"),
        };
    }

    // The members are named after the CVSS version: cvss_3_base_score.
    private static ScanRating Rating(JsonElement rating)
    {
        var version = CvssVersions.FirstOrDefault(version => rating.Number($"cvss_{version}_base_score") is not null) ?? "3";
        var vector = rating.Text($"cvss_{version}_base_vector");
        return new ScanRating
        {
            Source = rating.Text("source"),
            Severity = rating.Text("severity"),
            Score = Rounded(rating.Number($"cvss_{version}_base_score"), CvssDecimals),
            Vector = vector,
            // CVSS:3.1/AV:… says it more exactly.
            Version = vector?.StartsWith("CVSS:", StringComparison.Ordinal) == true ? vector.Substring(5, Math.Max(0, vector.IndexOf('/') - 5)) : $"{version}.0",
        };
    }

    // The format's numbers are of single precision, which shows: 7.8000001907.
    private static double? Rounded(double? number, int decimals) => number is { } known ? Math.Round(known, decimals) : null;

    private static ScanPackage Package(JsonElement affect)
    {
        var installed = affect.Text("installed_version");
        var package = PackageUrl.Parse(installed) ?? new ScanPackage { Name = affect.Text("name"), Version = affect.Text("version") ?? installed };
        package.FilePath = affect.Text("path");
        package.FixedInVersion = affect.Text("fixed_version");
        return package;
    }

    // The format has the publisher's page alone; CycloneDX names these publishers so.
    private static string? SourceOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var page)
        ? page.Host switch
        {
            "nvd.nist.gov" => "NVD",
            "usn.ubuntu.com" => "USN",
            "aws.amazon.com" => "AMAZON_INSPECTOR",
            var host => host,
        }
        : null;
}
