using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Common;
using InspectorHub.Findings.Scan;

namespace InspectorHub.Translation.Scan;

/// <summary>
/// Findings of scans to ASFF. Amazon Inspector does not send these to Security Hub itself: the shape is that of its other findings,
/// and the id names the artefact and the vulnerability, so that the next scan of the same artefact updates the finding.
/// </summary>
internal static class ScanTranslator
{
    private const string Generator = "AWSInspectorScan";
    private const string Untriaged = "UNTRIAGED";

    public static NeutralFinding Translate(ScanFinding finding)
    {
        var artifact = finding.Artifact;
        var partition = Partitions.Of(artifact.Region);
        var id = IdOf(finding);
        var scannedAt = AsffTime.Seconds(finding.ScannedAt);
        return new NeutralFinding
        {
            Identity = new FindingIdentity(partition, artifact.Region, artifact.AccountId, id, id),
            UpdatedAt = finding.ScannedAt,
            Fields = FieldsOf(finding),
            Asff = new AsffFinding
            {
                SchemaVersion = AsffLimits.SchemaVersion,
                GeneratorId = Generator,
                AwsAccountId = artifact.AccountId,
                Types = [TypeOf(finding)],
                // A scan knows only itself; delivery keeps the CreatedAt that Security Hub saw first.
                FirstObservedAtText = scannedAt,
                LastObservedAtText = scannedAt,
                CreatedAtText = scannedAt,
                Severity = finding.Severity.Label == Untriaged ? AsffSeverity.Of("INFORMATIONAL", Untriaged)
                    : AsffSeverity.Of(finding.Severity.Label!),
                Title = finding.Title,
                Description = AsffText.First(finding.Description?.TrimStart(), finding.Title),
                Remediation = new AsffRemediation { Recommendation = new AsffRecommendation { Text = RecommendationOf(finding.Packages) } },
                Resources = [ResourceOf(artifact, partition)],
                RecordState = "ACTIVE",
                Vulnerabilities = [VulnerabilityOf(finding)],
                Warnings = [.. finding.Oddities],
            },
        };
    }

    /// <summary>The id: artefact and vulnerability, so that the next scan of the same artefact updates the finding.</summary>
    public static string IdOf(ScanFinding finding)
    {
        var artifact = finding.Artifact;
        var hash = FindingHash.Of(artifact.Type.ToString(), artifact.Reference, finding.VulnerabilityId);
        return $"{FindingIds.Scan}/{artifact.Region}/{artifact.AccountId}/{hash}";
    }

    // A malicious package is no weakness but an attack by way of the supply chain. IN-DOCKER-… is about how the image is built; what
    // has no IN- of Inspector's own goes as CVE, as in Inspector's other findings.
    public static string TypeOf(ScanFinding finding) =>
        finding.IsMalicious ? TypeNames.InitialAccess
        : finding.IsOfKind("IN-DOCKER") ? TypeNames.BestPractices
        : finding.IsOfKind("IN-DISCONTINUED") ? TypeNames.PatchManagement
        : finding.IsOfKind("IN-") ? TypeNames.Vulnerabilities
        : TypeNames.Cve;

    private static AsffResource ResourceOf(ScanArtifact artifact, string partition)
    {
        var resource = new AsffResource { Id = artifact.Reference, Type = "Other", Partition = Partitions.InAsff(partition),
            Region = artifact.Region };
        if (artifact.RepositoryName is { } repository)
        {
            resource.Type = "AwsEcrContainerImage";
            if (artifact.ImageDigest is { } digest)
                resource.Id = $"arn:{partition}:ecr:{artifact.Region}:{artifact.RegistryId}:repository/{repository}/{digest}";
            resource.Details = new AsffResourceDetails
            {
                AwsEcrContainerImage = new AsffEcrContainerImage
                {
                    RegistryId = artifact.RegistryId,
                    RepositoryName = repository,
                    ImageDigest = artifact.ImageDigest,
                    ImageTags = artifact.ImageTag is { } tag ? [tag] : null,
                },
            };
        }
        else if (artifact.Type == ScanArtifactType.ContainerImage)
        {
            resource.Type = "Container";
            resource.Details = new AsffResourceDetails { Container = new AsffContainer { ImageName = artifact.Reference } };
        }
        else
        {
            resource.Details = new AsffResourceDetails { Other = new TextMap { ["inspector/resourceType"] = artifact.Type.ToString() } };
        }

        return resource;
    }

    private static AsffVulnerability VulnerabilityOf(ScanFinding finding) => new()
    {
        Id = finding.VulnerabilityId,
        VulnerablePackages = finding.Packages.NotEmpty().Map(package => new AsffVulnerablePackage
        {
            Name = package.Name,
            Version = package.Version,
            Epoch = package.Epoch,
            Architecture = package.Architecture?.ToUpperInvariant(),
            PackageManager = package.PackageManager,
            FilePath = package.FilePath,
            FixedInVersion = package.FixedInVersion,
        }),
        Cvss = ScoresOf(finding.Ratings).NotEmpty(),
        RelatedVulnerabilities = finding.RelatedVulnerabilities.NotEmpty(),
        Vendor = finding.Source is { } source
            ? new AsffVulnerabilityVendor
            {
                Name = source,
                Url = finding.SourceUrl,
                VendorSeverity = SeverityBy(source, finding.Ratings),
                VendorCreatedAtText = finding.CreatedAt is { } created ? AsffTime.Seconds(created) : null,
                VendorUpdatedAtText = finding.UpdatedAt is { } updated ? AsffTime.Seconds(updated) : null,
            }
            : null,
        ReferenceUrls = finding.ReferenceUrls.NotEmpty(),
        FixAvailable = FixOf(finding.Packages),
        EpssScore = finding.EpssScore,
        ExploitAvailable = finding.ExploitAvailable is { } exploit ? exploit ? "YES" : "NO" : null,
        LastKnownExploitAtText = finding.LastKnownExploitAt is { } seen ? AsffTime.Seconds(seen) : null,
    };

    // The vendor's own word, or none: another's would not be the vendor's.
    private static string? SeverityBy(string vendor, List<ScanRating>? ratings)
    {
        var own = ratings?.FindAll(rating => string.Equals(rating.Source, vendor, StringComparison.OrdinalIgnoreCase));
        return own?.Find(rating => rating.Label is not null && rating.Label == ScanRating.Highest(own))?.Severity
            ?? own?.Find(rating => rating.Severity is not null)?.Severity;
    }

    private static ItemList<AsffCvss> ScoresOf(ItemList<ScanRating>? ratings) =>
    [
        .. from rating in ratings ?? []
           where rating is { Score: not null, Version: not null }
           select new AsffCvss { Version = rating.Version, BaseScore = rating.Score, BaseVector = rating.Vector, Source = rating.Source },
    ];

    public static string? FixOf(List<ScanPackage>? packages)
    {
        if (packages is not { Count: > 0 }) return null;
        var mended = packages.Count(package => package.FixedInVersion is not null);
        return mended == packages.Count ? "YES" : mended > 0 ? "PARTIAL" : "NO";
    }

    private static string RecommendationOf(List<ScanPackage>? packages)
    {
        var updates = (packages ?? []).Where(package => package.FixedInVersion is not null)
            .Select(package => $"{package.Name} to {package.FixedInVersion}").Distinct(StringComparer.Ordinal);
        var text = string.Join(", ", updates);
        return text.Length > 0 ? $"Update {text}." : "None Provided";
    }

    private static NeutralFields FieldsOf(ScanFinding finding)
    {
        var fields = new NeutralFields();
        fields.Add("ProductVersion", "2");
        fields.Add("scan/resource", finding.Artifact.Reference);
        fields.Add("scan/resourceType", finding.Artifact.Type.ToString());
        fields.Add("scan/severity", finding.ScanSeverity);
        fields.Add("scan/locations", finding.Locations);
        fields.Add("scan/evidence", finding.Evidence);
        fields.Add("scan/endOfLife", finding.EndOfLife);
        fields.Add("scan/analysisState", finding.AnalysisState);
        fields.Add("scan/cwes", finding.Cwes);
        fields.Add("scan/cisaKevAddedAt", finding.CisaKevAddedAt);
        fields.Add("scan/cisaKevDueAt", finding.CisaKevDueAt);
        foreach (var property in finding.Properties ?? []) fields.Add(property.Key, property.Value, within: "scan/");
        return fields;
    }
}
