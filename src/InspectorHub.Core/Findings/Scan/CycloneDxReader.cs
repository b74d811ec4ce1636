using System.Globalization;
using System.Text.Json;
using InspectorHub.Common;

namespace InspectorHub.Findings.Scan;

/// <summary>Scan results in CycloneDX 1.5 with Inspector's own properties.</summary>
internal sealed class CycloneDxReader
{
    private const string Scanner = "amazon:inspector:sbom_scanner:";
    private const string Generator = "amazon:inspector:sbom_generator:";
    private const string FixedVersion = "fixed_version:";

    // What has a member of its own; the rest is kept by its name.
    private static readonly string[] Known =
        ["exploit_available", "exploit_last_seen_in_public", "cisa_kev_date_added", "cisa_kev_date_due"];

    private static readonly (string Property, string Count)[] Counted =
    [
        ("critical_vulnerabilities", "critical"),
        ("high_vulnerabilities", "high"),
        ("medium_vulnerabilities", "medium"),
        ("low_vulnerabilities", "low"),
        ("other_vulnerabilities", "other"),
        ("malicious_packages", ScanCounts.Malicious),
    ];

    private readonly Dictionary<string, JsonElement> components = new(StringComparer.Ordinal);
    private readonly JsonElement document;
    private readonly ScanParts parts;
    private readonly DateTimeOffset? scannedAt;

    public CycloneDxReader(JsonElement document, ScanParts parts)
    {
        this.document = document;
        this.parts = parts;
        var metadata = parts.Object(document, "metadata", "");
        scannedAt = metadata.Date("timestamp");
        AddComponents(document, "");
        // The artefact itself may be named by a vulnerability, too.
        if (metadata.Member("component") is { ValueKind: JsonValueKind.Object } root) AddComponent(root, "metadata.component.");
    }

    /// <summary>
    /// Whether somebody has scanned it: a bill of materials alone says what there is, and not that nothing is wrong with it.
    /// </summary>
    public static bool IsScanned(JsonElement document) =>
        document.Member("metadata").Member("tools").Items("services").Any(service =>
            service.Text("name")?.IndexOf("Inspector Scan", StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>What Inspector counted, by the names of <see cref="ScanCounts"/>.</summary>
    public static Dictionary<string, long> CountsOf(JsonElement document)
    {
        var properties = Properties(document.Member("metadata"));
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (property, count) in Counted)
        {
            if (long.TryParse(Value(properties, property), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                counts[count] = number;
        }

        return counts;
    }

    /// <summary>The vulnerabilities, still without their artefact.</summary>
    public IEnumerable<ScanFinding> Read(DateTimeOffset readAt) =>
        parts.Objects(document, "vulnerabilities").Select(vulnerability => Finding(vulnerability, scannedAt ?? readAt));

    private ScanFinding Finding(JsonElement vulnerability, DateTimeOffset at)
    {
        var path = $"{vulnerability.Text("id") ?? "a vulnerability"}: ";
        var properties = Properties(vulnerability, parts, path);
        var ratings = parts.Objects(vulnerability, "ratings", path)
            .Where(rating => rating.Text("method") != "SSVC")
            .ToLookup(rating => rating.Member("source").Text("name") == "EPSS");
        var affected = parts.Objects(vulnerability, "affects", path).Select(affect => affect.Text("ref")).OfType<string>().ToList();
        var id = vulnerability.Text("id");
        return new ScanFinding
        {
            VulnerabilityId = id,
            Description = vulnerability.Text("description"),
            Source = vulnerability.Member("source").Text("name"),
            SourceUrl = vulnerability.Member("source").Text("url"),
            CreatedAt = vulnerability.Date("created") ?? vulnerability.Date("published"),
            UpdatedAt = vulnerability.Date("updated"),
            ScannedAt = at,
            Ratings = [.. ratings[false].Select(Rating)],
            EpssScore = ratings[true].Select(rating => rating.Number("score")).FirstOrDefault(),
            Packages =
            [
                .. affected.Where(reference => Component(reference).Text("type") != "file")
                    .Select(reference => Package(reference, properties)),
            ],
            ReferenceUrls = ScanJson.NotEmpty(parts.Objects(vulnerability, "advisories", path).Select(advisory => advisory.Text("url"))),
            RelatedVulnerabilities =
                ScanJson.NotEmpty(parts.Objects(vulnerability, "references", path).Select(reference => reference.Text("id"))),
            Cwes = vulnerability.Cwes(),
            ExploitAvailable = Value(properties, "exploit_available") is { } exploit
                ? exploit.Equals("true", StringComparison.OrdinalIgnoreCase) : null,
            LastKnownExploitAt = ScanJson.ToDate(Value(properties, "exploit_last_seen_in_public")),
            CisaKevAddedAt = ScanJson.ToDate(Value(properties, "cisa_kev_date_added")),
            CisaKevDueAt = ScanJson.ToDate(Value(properties, "cisa_kev_date_due")),
            AnalysisState = vulnerability.Member("analysis").Text("state"),
            EndOfLife = affected.Select(reference => ScanJson.ToDate(Value(Properties(Component(reference)), "end_of_life")))
                .FirstOrDefault(date => date is not null),
            Locations = ScanJson.NotEmpty(affected.Select(reference => Location(reference, id))),
            Evidence = ScanJson.NotEmpty(affected.Select(reference => CertificateFinding(Properties(Component(reference)), id))),
            Properties = Others(properties),
        };
    }

    private static ScanRating Rating(JsonElement rating)
    {
        const string Cvss = "CVSSv";
        // CVSSv31 is version 3.1.
        var method = rating.Text("method");
        var version = method?.StartsWith(Cvss, StringComparison.OrdinalIgnoreCase) == true ? method.Substring(Cvss.Length) : null;
        return new ScanRating
        {
            Source = rating.Member("source").Text("name"),
            Severity = rating.Text("severity"),
            Score = rating.Number("score"),
            Vector = rating.Text("vector"),
            Version = version?.Length switch
            {
                null or 0 => null,
                1 => $"{version}.0",
                _ => version.Contains('.') ? version : version.Insert(1, "."),
            },
        };
    }

    private ScanPackage Package(string reference, Dictionary<string, string> properties)
    {
        var component = Component(reference);
        var package = PackageUrl.Parse(component.Text("purl")) ?? new ScanPackage();
        package.Name ??= component.Text("name") ?? reference;
        package.Version ??= component.Text("version");
        package.FilePath = Value(Properties(component), "path");
        package.FixedInVersion = Value(properties, FixedVersion + reference);
        return package;
    }

    // Weaknesses of a Dockerfile stand at the file, with their lines: dockerfile_finding:ID = affected_lines:11-11. A certificate's
    // file has its path beside it (Inspector user guide, SBOM generator, certificates).
    private string? Location(string reference, string? vulnerabilityId)
    {
        var file = Component(reference);
        var properties = Properties(file);
        if (CertificateFinding(properties, vulnerabilityId) is not null)
            return properties.TryGetValue(Generator + "source_path", out var path) ? path : file.Text("name");
        if (Value(properties, $"dockerfile_finding:{vulnerabilityId}") is not { } lines) return null;
        return $"{file.Text("name")}:{lines.Substring(lines.IndexOf(':') + 1)}";
    }

    private static string? CertificateFinding(Dictionary<string, string> properties, string? vulnerabilityId) =>
        properties.TryGetValue($"{Generator}certificate_finding:{vulnerabilityId}", out var finding) ? finding : null;

    private JsonElement Component(string reference) => components.TryGetValue(reference, out var component) ? component : default;

    private void AddComponents(JsonElement parent, string path)
    {
        foreach (var component in parts.Objects(parent, "components", path)) AddComponent(component, path);
    }

    private void AddComponent(JsonElement component, string path)
    {
        if (component.Text("bom-ref") is { } reference) components[reference] = component;
        AddComponents(component, $"{path}components.");
    }

    private static TextMap? Others(Dictionary<string, string> properties)
    {
        var others = properties
            .Where(property => property.Key.StartsWith(Scanner, StringComparison.Ordinal))
            .Select(property => new KeyValuePair<string, string>(property.Key.Substring(Scanner.Length), property.Value))
            .Where(property => Array.IndexOf(Known, property.Key) < 0 && !property.Key.StartsWith(FixedVersion, StringComparison.Ordinal))
            .ToDictionary(property => property.Key, property => property.Value, StringComparer.Ordinal);
        return others.Count > 0 ? new TextMap(others) : null;
    }

    private static Dictionary<string, string> Properties(JsonElement element) => Properties(element.Items("properties"));

    private static Dictionary<string, string> Properties(JsonElement element, ScanParts parts, string path) =>
        Properties(parts.Objects(element, "properties", path));

    private static Dictionary<string, string> Properties(IEnumerable<JsonElement> items)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in items)
        {
            if (property.Text("name") is { } name && property.Text("value") is { } value) properties[name] = value;
        }

        return properties;
    }

    private static string? Value(Dictionary<string, string> properties, string name) =>
        properties.TryGetValue(Scanner + name, out var value) ? value : null;
}
