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
    private const string Prefix = "aws/inspector/";
    private const string Untriaged = "UNTRIAGED";

    public static AsffFinding Translate(ScanFinding finding)
    {
        var artifact = finding.Artifact;
        var partition = Partitions.Of(artifact.Region);
        var productArn = AsffProductArn.Inspector(partition, artifact.Region);
        var id = IdOf(finding);
        var severity = finding.Severity == Untriaged ? AsffSeverity.Of("INFORMATIONAL", Untriaged) : AsffSeverity.Of(finding.Severity);
        var types = new List<string> { TypeOf(finding.VulnerabilityId) };
        var scannedAt = AsffTime.Seconds(finding.ScannedAt);
        return AsffFit.Fit(new AsffFinding
        {
            SchemaVersion = AsffLimits.SchemaVersion,
            Id = id,
            ProductArn = productArn,
            ProductName = InspectorFields.ProductName,
            CompanyName = InspectorFields.CompanyName,
            Region = artifact.Region,
            GeneratorId = Generator,
            AwsAccountId = artifact.AccountId,
            Types = types,
            // A scan knows only itself; delivery keeps the CreatedAt that Security Hub saw first.
            FirstObservedAt = scannedAt,
            LastObservedAt = scannedAt,
            CreatedAt = scannedAt,
            UpdatedAt = scannedAt,
            Severity = severity,
            Title = finding.Title,
            Description = AsffText.First(finding.Description, finding.Title),
            Remediation = new AsffRemediation { Recommendation = new AsffRecommendation { Text = RecommendationOf(finding.Packages) } },
            ProductFields = FieldsOf(finding, productArn, id),
            Resources = [ResourceOf(artifact, partition)],
            WorkflowState = AsffWorkflow.New,
            Workflow = new AsffWorkflow { Status = AsffWorkflow.New },
            RecordState = "ACTIVE",
            Vulnerabilities = [VulnerabilityOf(finding)],
            FindingProviderFields = new AsffFindingProviderFields
            {
                Severity = new AsffFindingProviderSeverity { Label = severity.Label, Original = severity.Original },
                Types = types,
            },
        });
    }

    /// <summary>The id: artefact and vulnerability, so that the next scan of the same artefact updates the finding.</summary>
    public static string IdOf(ScanFinding finding)
    {
        var artifact = finding.Artifact;
        var hash = new FindingHash().Add(artifact.Type.ToString()).Add(artifact.Reference).Add(finding.VulnerabilityId);
        return $"{FindingIds.Scan}/{artifact.Region}/{artifact.AccountId}/{hash}";
    }

    // IN-DOCKER-… is about how the image is built; whatever else, as in Inspector's other findings, goes as CVE.
    public static string TypeOf(string? vulnerabilityId) =>
        vulnerabilityId?.StartsWith("IN-DOCKER", StringComparison.Ordinal) == true ? TypeNames.BestPractices : TypeNames.Cve;

    private static AsffResource ResourceOf(ScanArtifact artifact, string partition)
    {
        var resource = new AsffResource { Id = artifact.Reference, Type = "Other", Partition = Partitions.InAsff(partition), Region = artifact.Region };
        if (artifact.RepositoryName is { } repository)
        {
            resource.Type = "AwsEcrContainerImage";
            if (artifact.ImageDigest is { } digest) resource.Id = $"arn:{partition}:ecr:{artifact.Region}:{artifact.RegistryId}:repository/{repository}/{digest}";
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
            resource.Details = new AsffResourceDetails { Other = new Dictionary<string, string>(StringComparer.Ordinal) { ["inspector/resourceType"] = artifact.Type.ToString() } };
        }

        return resource;
    }

    private static AsffVulnerability VulnerabilityOf(ScanFinding finding) => new()
    {
        Id = finding.VulnerabilityId,
        VulnerablePackages = NotEmpty(finding.Packages)?.ConvertAll(package => new AsffVulnerablePackage
        {
            Name = package.Name,
            Version = package.Version,
            Epoch = package.Epoch,
            Architecture = package.Architecture?.ToUpperInvariant(),
            PackageManager = package.PackageManager,
            FilePath = package.FilePath,
            FixedInVersion = package.FixedInVersion,
        }),
        Cvss = NotEmpty(finding.Ratings?.FindAll(rating => rating is { Score: not null, Version: not null }))?.ConvertAll(rating =>
            new AsffCvss { Version = rating.Version, BaseScore = rating.Score, BaseVector = rating.Vector, Source = rating.Source }),
        RelatedVulnerabilities = NotEmpty(finding.RelatedVulnerabilities),
        Vendor = finding.Source is { } source
            ? new AsffVulnerabilityVendor
            {
                Name = source,
                Url = finding.SourceUrl,
                VendorSeverity = finding.Ratings?.Find(rating => !rating.IsNvd)?.Severity,
                VendorCreatedAt = finding.CreatedAt is { } created ? AsffTime.Seconds(created) : null,
                VendorUpdatedAt = finding.UpdatedAt is { } updated ? AsffTime.Seconds(updated) : null,
            }
            : null,
        ReferenceUrls = NotEmpty(finding.ReferenceUrls),
        FixAvailable = FixOf(finding.Packages),
        EpssScore = finding.EpssScore,
        ExploitAvailable = finding.ExploitAvailable is { } exploit ? exploit ? "YES" : "NO" : null,
        LastKnownExploitAt = finding.LastKnownExploitAt is { } seen ? AsffTime.Seconds(seen) : null,
    };

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

    private static Dictionary<string, string> FieldsOf(ScanFinding finding, string productArn, string id)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Prefix + "ProductVersion"] = "2",
            [Prefix + "scan/resource"] = finding.Artifact.Reference,
            [Prefix + "scan/resourceType"] = finding.Artifact.Type.ToString(),
        };
        Add("scan/severity", finding.ScanSeverity);
        Add("scan/locations", Joined(finding.Locations));
        Add("scan/cwes", Joined(finding.Cwes));
        Add("scan/cisaKevAddedAt", finding.CisaKevAddedAt is { } added ? AsffTime.Seconds(added) : null);
        Add("scan/cisaKevDueAt", finding.CisaKevDueAt is { } due ? AsffTime.Seconds(due) : null);
        InspectorFields.AddFilledIn(fields, productArn, id);
        return fields;

        void Add(string key, string? value)
        {
            if (value is not null) fields[Prefix + key] = value;
        }
    }

    private static string? Joined(List<string>? values) => values is { Count: > 0 } ? string.Join(",", values) : null;

    private static List<T>? NotEmpty<T>(List<T>? list) => list is { Count: > 0 } ? list : null;
}
