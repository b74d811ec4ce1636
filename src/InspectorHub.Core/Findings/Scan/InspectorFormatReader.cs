using System.Text.Json;
using InspectorHub.Common;

namespace InspectorHub.Findings.Scan;

/// <summary>Scan results in Inspector's own format. It does not say when the scan was.</summary>
internal static class InspectorFormatReader
{
    private const int CvssDecimals = 1;
    private const int EpssDecimals = 5;
    private const string EndOfLife = "Component end-of-life: ";

    private static readonly string[] CvssVersions = ["4", "3", "2"];

    // What has a member of its own; the rest is kept by its name.
    private static readonly string[] Known =
        ["cvss", "epss", "cwes", "exploit_available", "exploit_last_seen_in_public", "cisa_kev_date_added", "cisa_kev_date_due"];

    /// <summary>What Inspector counted, by the names of <see cref="ScanCounts"/>.</summary>
    public static Dictionary<string, long> CountsOf(JsonElement document)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (document.Member("vulnerability_count") is not { ValueKind: JsonValueKind.Object } counted) return counts;
        foreach (var count in counted.EnumerateObject())
        {
            var name = count.Name == "malicious_packages" ? ScanCounts.Malicious : count.Name;
            if (count.Value.ValueKind == JsonValueKind.Number && count.Value.TryGetInt64(out var number)) counts[name] = number;
        }

        return counts;
    }

    /// <summary>The vulnerabilities, still without their artefact.</summary>
    public static IEnumerable<ScanFinding> Read(JsonElement document, ScanParts parts, DateTimeOffset readAt)
    {
        var messages = parts.Objects(document, "messages").ToList();
        return parts.Objects(document, "vulnerabilities").Select(vulnerability => Finding(vulnerability, parts, messages, readAt));
    }

    private static ScanFinding Finding(JsonElement vulnerability, ScanParts parts, List<JsonElement> messages, DateTimeOffset at)
    {
        var path = $"{vulnerability.Text("id") ?? "a vulnerability"}: ";
        var properties = parts.Object(vulnerability, "properties", path);
        var affected = parts.Objects(vulnerability, "affects", path).ToLookup(affect => affect.Text("file") is null);
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
            Ratings = [.. parts.Objects(properties, "cvss", path).Select(Rating)],
            EpssScore = Rounded(properties.Number("epss"), EpssDecimals),
            Packages = [.. affected[true].Select(Package)],
            Locations = ScanJson.NotEmpty(affected[false].Select(affect => affect.Text("lines") is { } lines
                ? $"{affect.Text("file")}:{lines}" : affect.Text("file"))),
            ReferenceUrls = vulnerability.Texts("references"),
            RelatedVulnerabilities = vulnerability.Texts("related"),
            Cwes = properties.Cwes(),
            ExploitAvailable = properties.Member("exploit_available") is { ValueKind: JsonValueKind.True or JsonValueKind.False } exploit
                ? exploit.GetBoolean() : null,
            LastKnownExploitAt = properties.Date("exploit_last_seen_in_public"),
            CisaKevAddedAt = properties.Date("cisa_kev_date_added"),
            CisaKevDueAt = properties.Date("cisa_kev_date_due"),
            EndOfLife = affected[true].Select(affect => EndOfLifeOf(affect, messages)).FirstOrDefault(date => date is not null),
            Properties = Others(properties),
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
            Version = vector?.StartsWith("CVSS:", StringComparison.Ordinal) == true
                ? vector.Substring(5, Math.Max(0, vector.IndexOf('/') - 5)) : $"{version}.0",
        };
    }

    // The format's numbers are of single precision, which shows: 7.8000001907.
    private static double? Rounded(double? number, int decimals) => number is { } known ? Math.Round(known, decimals) : null;

    private static ScanPackage Package(JsonElement affect)
    {
        var installed = affect.Text("installed_version");
        var package = PackageUrl.Parse(installed)
            ?? new ScanPackage { Name = affect.Text("name"), Version = affect.Text("version") ?? installed };
        package.FilePath = affect.Text("path");
        package.FixedInVersion = affect.Text("fixed_version");
        return package;
    }

    // What CycloneDX has as a property of the operating system is a message here.
    private static DateTimeOffset? EndOfLifeOf(JsonElement affect, List<JsonElement> messages) => messages
        .Where(message => message.Text("name") is { } name && name == affect.Text("name")
            && message.Text("version") == affect.Text("version"))
        .Select(message => message.Text("info_message"))
        .Where(text => text?.StartsWith(EndOfLife, StringComparison.Ordinal) == true)
        .Select(text => ScanJson.ToDate(text!.Substring(EndOfLife.Length)))
        .FirstOrDefault();

    private static TextMap? Others(JsonElement properties)
    {
        if (properties.ValueKind != JsonValueKind.Object) return null;
        var others = new TextMap();
        foreach (var property in properties.EnumerateObject())
        {
            if (Array.IndexOf(Known, property.Name) >= 0) continue;
            if (property.Value.ValueKind == JsonValueKind.String) others[property.Name] = property.Value.GetString()!;
            else if (property.Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                others[property.Name] = property.Value.GetRawText();
        }

        return others.Count > 0 ? others : null;
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
