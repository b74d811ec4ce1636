using System.Text.Json;

namespace InspectorHub.Findings.Scan;

/// <summary>Scan results in CycloneDX 1.5 with Inspector's own properties.</summary>
internal sealed class CycloneDxReader
{
    private const string Property = "amazon:inspector:sbom_scanner:";

    private readonly Dictionary<string, JsonElement> components = new(StringComparer.Ordinal);
    private readonly JsonElement document;
    private readonly DateTimeOffset? scannedAt;

    public CycloneDxReader(JsonElement document)
    {
        this.document = document;
        scannedAt = document.Member("metadata").Date("timestamp");
        AddComponents(document);
        // The artefact itself may be named by a vulnerability, too.
        if (document.Member("metadata").Member("component") is { ValueKind: JsonValueKind.Object } root) AddComponent(root);
    }

    /// <summary>The vulnerabilities, still without their artefact.</summary>
    public IEnumerable<ScanFinding> Read(DateTimeOffset readAt) => document.Items("vulnerabilities").Select(vulnerability => Finding(vulnerability, scannedAt ?? readAt));

    private ScanFinding Finding(JsonElement vulnerability, DateTimeOffset at)
    {
        var properties = Properties(vulnerability);
        var ratings = vulnerability.Items("ratings").ToLookup(rating => rating.Member("source").Text("name") == "EPSS");
        var affected = vulnerability.Items("affects").Select(affect => affect.Text("ref")).OfType<string>().ToList();
        return new ScanFinding
        {
            VulnerabilityId = vulnerability.Text("id"),
            Description = vulnerability.Text("description"),
            Source = vulnerability.Member("source").Text("name"),
            SourceUrl = vulnerability.Member("source").Text("url"),
            CreatedAt = vulnerability.Date("created"),
            UpdatedAt = vulnerability.Date("updated"),
            ScannedAt = at,
            Ratings = [.. ratings[false].Select(Rating)],
            EpssScore = ratings[true].Select(rating => rating.Number("score")).FirstOrDefault(),
            Packages = [.. affected.Where(reference => Component(reference).Text("type") != "file").Select(reference => Package(reference, properties))],
            ReferenceUrls = ScanJson.NotEmpty(vulnerability.Items("advisories").Select(advisory => advisory.Text("url"))),
            RelatedVulnerabilities = ScanJson.NotEmpty(vulnerability.Items("references").Select(reference => reference.Text("id"))),
            Cwes = vulnerability.Cwes(),
            ExploitAvailable = Value(properties, "exploit_available") is { } exploit ? exploit.Equals("true", StringComparison.OrdinalIgnoreCase) : null,
            LastKnownExploitAt = ScanJson.ToDate(Value(properties, "exploit_last_seen_in_public")),
            CisaKevAddedAt = ScanJson.ToDate(Value(properties, "cisa_kev_date_added")),
            CisaKevDueAt = ScanJson.ToDate(Value(properties, "cisa_kev_date_due")),
            Locations = ScanJson.NotEmpty(affected.Select(reference => Location(reference, vulnerability.Text("id")))),
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
        package.FixedInVersion = Value(properties, $"fixed_version:{reference}");
        return package;
    }

    // Weaknesses of a Dockerfile stand at the file, with their lines: dockerfile_finding:ID = affected_lines:11-11.
    private string? Location(string reference, string? vulnerabilityId)
    {
        var file = Component(reference);
        if (Value(Properties(file), $"dockerfile_finding:{vulnerabilityId}") is not { } lines) return null;
        return $"{file.Text("name")}:{lines.Substring(lines.IndexOf(':') + 1)}";
    }

    private JsonElement Component(string reference) => components.TryGetValue(reference, out var component) ? component : default;

    private void AddComponents(JsonElement parent)
    {
        foreach (var component in parent.Items("components")) AddComponent(component);
    }

    private void AddComponent(JsonElement component)
    {
        if (component.Text("bom-ref") is { } reference) components[reference] = component;
        AddComponents(component);
    }

    private static Dictionary<string, string> Properties(JsonElement element)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in element.Items("properties"))
        {
            if (property.Text("name") is { } name && property.Text("value") is { } value) properties[name] = value;
        }

        return properties;
    }

    private static string? Value(Dictionary<string, string> properties, string name) => properties.TryGetValue(Property + name, out var value) ? value : null;
}
