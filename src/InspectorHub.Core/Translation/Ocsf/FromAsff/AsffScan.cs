using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Findings.Scan;

namespace InspectorHub.Translation.Ocsf.FromAsff;

/// <summary>The finding of a scan behind its ASFF.</summary>
internal static class AsffScan
{
    private const string Field = "aws/inspector/scan/";

    /// <param name="asff">In the Inspector form.</param>
    public static ScanFinding Of(AsffFinding asff)
    {
        var vulnerability = asff.Vulnerabilities?.Find(one => one is not null);
        return new ScanFinding
        {
            Artifact = ArtifactOf(asff),
            VulnerabilityId = vulnerability?.Id,
            Description = asff.Description,
            ScanSeverity = asff.Severity?.Original ?? asff.Severity?.Label,
            Source = vulnerability?.Vendor?.Name,
            SourceUrl = vulnerability?.Vendor?.Url,
            CreatedAt = vulnerability?.Vendor?.VendorCreatedAt,
            UpdatedAt = vulnerability?.Vendor?.VendorUpdatedAt,
            ScannedAt = asff.UpdatedAt ?? throw new TranslationException(asff.Id, "it has no 'UpdatedAt'."),
            Ratings = vulnerability?.Cvss.Map(score =>
                new ScanRating { Source = score.Source, Score = score.BaseScore, Vector = score.BaseVector, Version = score.Version }),
            Packages = vulnerability?.VulnerablePackages.Map(PackageOf),
            Locations = Values(asff, "locations"),
            ReferenceUrls = vulnerability?.ReferenceUrls,
            RelatedVulnerabilities = vulnerability?.RelatedVulnerabilities,
            Cwes = Values(asff, "cwes"),
            EpssScore = vulnerability?.EpssScore,
            ExploitAvailable = vulnerability?.ExploitAvailable switch { "YES" => true, "NO" => false, _ => null },
            LastKnownExploitAt = vulnerability?.LastKnownExploitAt,
            CisaKevAddedAt = AsffValues.Date(Value(asff, "cisaKevAddedAt")),
            CisaKevDueAt = AsffValues.Date(Value(asff, "cisaKevDueAt")),
        };
    }

    private static ScanArtifact ArtifactOf(AsffFinding asff)
    {
        var reference = Value(asff, "resource") ?? asff.Resources?.Find(one => one is not null)?.Id ?? "";
        _ = Enum.TryParse<ScanArtifactType>(Value(asff, "resourceType"), out var type);
        var region = FindingIds.RegionOf(asff.Id) ?? throw new TranslationException(asff.Id, "its Id names no Region.");
        var account = asff.AwsAccountId ?? throw new TranslationException(asff.Id, "it has no 'AwsAccountId'.");
        return ScanArtifact.Of(reference, type, account, region);
    }

    private static ScanPackage PackageOf(AsffVulnerablePackage package) => new()
    {
        Name = package.Name,
        Version = package.Version,
        Epoch = package.Epoch,
        Architecture = package.Architecture,
        PackageManager = package.PackageManager,
        FilePath = package.FilePath,
        FixedInVersion = package.FixedInVersion,
    };

    private static string? Value(AsffFinding asff, string name) => asff.ProductFields.Field(Field + name);

    private static ItemList<string>? Values(AsffFinding asff, string name) =>
        Value(asff, name) is { } values ? [.. values.Split(',')] : null;
}
