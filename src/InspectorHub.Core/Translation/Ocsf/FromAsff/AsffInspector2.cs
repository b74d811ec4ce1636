using System.Globalization;
using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Translation.Ocsf.FromAsff;

/// <summary>
/// The finding of Amazon Inspector behind its ASFF, as far as ASFF keeps it: what was cut there stays cut, and names that ASFF changes
/// (the runtime and the package type of a function) stay as they are there.
/// </summary>
internal static class AsffInspector2
{
    private const string Field = "aws/inspector/";

    /// <param name="asff">In the Inspector form.</param>
    public static Inspector2Finding Of(AsffFinding asff)
    {
        var vulnerability = asff.Vulnerabilities?.Find(one => one is not null);
        var code = vulnerability?.CodeVulnerabilities?.Find(one => one is not null);
        return new Inspector2Finding
        {
            FindingArn = asff.Id,
            AwsAccountId = asff.AwsAccountId,
            Type = TypeOf(asff.Types),
            Title = asff.Title,
            Description = asff.Description,
            Remediation = asff.Remediation?.Recommendation is { } advice
                ? new Inspector2Remediation { Recommendation = new Inspector2Recommendation { Text = advice.Text, Url = advice.Url } }
                : null,
            Severity = Severity.Of(asff.Severity?.Original == "UNTRIAGED" ? asff.Severity.Original : asff.Severity?.Label),
            FirstObservedAt = asff.FirstObservedAt ?? asff.CreatedAt,
            LastObservedAt = asff.LastObservedAt ?? asff.UpdatedAt,
            UpdatedAt = asff.UpdatedAt,
            Status = StatusOf(asff),
            Resources = asff.Resources.Map(resource => ResourceOf(resource, asff.ProductFields)),
            InspectorScore = double.TryParse(asff.ProductFields.Field(Field + "inspectorScore"), NumberStyles.Float,
                CultureInfo.InvariantCulture, out var score)
                ? score
                : null,
            InspectorScoreDetails = new Inspector2ScoreDetails { AdjustedCvss = AdjustedOf(vulnerability) },
            NetworkReachabilityDetails = NetworkOf(asff.NetworkPath),
            PackageVulnerabilityDetails = vulnerability is not null && code is null ? PackageOf(vulnerability) : null,
            CodeVulnerabilityDetails = code is not null ? CodeOf(asff, vulnerability!, code) : null,
            FixAvailable = vulnerability?.FixAvailable,
            ExploitAvailable = vulnerability?.ExploitAvailable,
            ExploitabilityDetails = new ExploitabilityDetails { LastKnownExploitAt = vulnerability?.LastKnownExploitAt },
            Epss = new Epss { Score = vulnerability?.EpssScore },
        };
    }

    private static string? TypeOf(List<string>? types) => types is not [{ } type, ..] ? null : type switch
    {
        TypeNames.Cve => "PACKAGE_VULNERABILITY",
        TypeNames.Vulnerabilities => "CODE_VULNERABILITY",
        TypeNames.NetworkReachability => "NETWORK_REACHABILITY",
        _ => null,
    };

    // ARCHIVED is closed, unless Inspector's own word says that it is suppressed.
    private static string StatusOf(AsffFinding asff) =>
        asff.RecordState != "ARCHIVED" ? "ACTIVE"
        : asff.ProductFields.Field(Field + "FindingStatus") == "SUPPRESSED" ? "SUPPRESSED"
        : "CLOSED";

    private static Inspector2Resource ResourceOf(AsffResource resource, Dictionary<string, string>? fields) => new()
    {
        Type = resource.Type switch
        {
            "AwsEc2Instance" => "AWS_EC2_INSTANCE",
            "AwsEcrContainerImage" => "AWS_ECR_CONTAINER_IMAGE",
            "AwsEcrRepository" => "AWS_ECR_REPOSITORY",
            "AwsLambdaFunction" => "AWS_LAMBDA_FUNCTION",
            "CodeRepository" => "CODE_REPOSITORY",
            "Other" => resource.Details?.Other.Field("inspector/resourceType") ?? resource.Type,
            var other => other,
        },
        Id = resource.Id,
        Partition = resource.Partition,
        Region = resource.Region,
        Tags = resource.Tags,
        Details = resource.Details is { } details
            ? new Inspector2ResourceDetails
            {
                AwsEc2Instance = details.AwsEc2Instance is { } instance ? InstanceOf(instance, fields) : null,
                AwsEcrContainerImage = details.AwsEcrContainerImage is { } image ? ImageOf(image, fields) : null,
                AwsLambdaFunction = details.AwsLambdaFunction is { } function ? FunctionOf(function) : null,
                CodeRepository = details.CodeRepository is { } code
                    ? new CodeRepositoryDetails
                    {
                        ProjectName = code.ProjectName, IntegrationArn = code.CodeSecurityIntegrationArn, ProviderType = code.ProviderType,
                    }
                    : null,
            }
            : null,
    };

    private static Ec2InstanceDetails InstanceOf(AsffEc2Instance instance, Dictionary<string, string>? fields) => new()
    {
        Type = instance.Type,
        ImageId = instance.ImageId,
        IpV4Addresses = instance.IpV4Addresses,
        IpV6Addresses = instance.IpV6Addresses,
        KeyName = instance.KeyName,
        IamInstanceProfileArn = instance.IamInstanceProfileArn,
        VpcId = instance.VpcId,
        SubnetId = instance.SubnetId,
        LaunchedAt = instance.LaunchedAt,
        Platform = fields.Field(Field + "resources/1/resourceDetails/awsEc2InstanceDetails/platform"),
    };

    private static EcrContainerImageDetails ImageOf(AsffEcrContainerImage image, Dictionary<string, string>? fields) => new()
    {
        RepositoryName = image.RepositoryName,
        ImageTags = image.ImageTags,
        PushedAt = image.ImagePublishedAt,
        Architecture = image.Architecture,
        ImageHash = image.ImageDigest,
        Registry = image.RegistryId,
        Platform = fields.Field(Field + "resources/1/resourceDetails/awsEcrContainerImageDetails/platform"),
    };

    private static LambdaFunctionDetails FunctionOf(AsffLambdaFunction function) => new()
    {
        FunctionName = function.FunctionName,
        Runtime = function.Runtime,
        CodeSha256 = function.CodeSha256,
        Version = function.Version,
        ExecutionRoleArn = function.Role,
        Layers = function.Layers.Map(layer => layer.Arn ?? ""),
        VpcConfig = function.VpcConfig is { } network
            ? new LambdaVpcConfig { SubnetIds = network.SubnetIds, SecurityGroupIds = network.SecurityGroupIds, VpcId = network.VpcId }
            : null,
        PackageType = function.PackageType,
        Architectures = function.Architectures,
        LastModifiedAt = function.LastModified,
    };

    private static PackageVulnerabilityDetails PackageOf(AsffVulnerability vulnerability) => new()
    {
        VulnerabilityId = vulnerability.Id,
        VulnerablePackages = vulnerability.VulnerablePackages.Map(package => new VulnerablePackage
        {
            Name = package.Name,
            Version = package.Version,
            SourceLayerHash = package.SourceLayerHash,
            Epoch = long.TryParse(package.Epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : null,
            Release = package.Release,
            Arch = package.Architecture,
            PackageManager = package.PackageManager,
            FilePath = package.FilePath,
            FixedInVersion = package.FixedInVersion,
            Remediation = package.Remediation,
            SourceLambdaLayerArn = package.SourceLayerArn,
        }),
        Source = vulnerability.Vendor?.Name,
        SourceUrl = vulnerability.Vendor?.Url,
        VendorSeverity = vulnerability.Vendor?.VendorSeverity,
        VendorCreatedAt = vulnerability.Vendor?.VendorCreatedAt,
        VendorUpdatedAt = vulnerability.Vendor?.VendorUpdatedAt,
        Cvss = vulnerability.Cvss is { } scores ? [.. scores.Where(score => score is { Adjustments: null }).Select(ScoreOf)] : null,
        RelatedVulnerabilities = vulnerability.RelatedVulnerabilities,
        ReferenceUrls = vulnerability.ReferenceUrls,
    };

    private static CvssScore ScoreOf(AsffCvss score) =>
        new() { BaseScore = score.BaseScore, ScoringVector = score.BaseVector, Source = score.Source, Version = score.Version };

    private static CodeVulnerabilityDetails CodeOf(AsffFinding asff, AsffVulnerability vulnerability, AsffCodeVulnerability code) => new()
    {
        FilePath = code.FilePath is { } file
            ? new CodeFilePath { FileName = file.FileName, FilePath = file.FilePath, StartLine = file.StartLine, EndLine = file.EndLine }
            : null,
        DetectorTags = asff.GeneratorDetails?.Labels,
        ReferenceUrls = vulnerability.ReferenceUrls,
        RuleId = asff.ProductFields.Field(Field + "codeVulnerabilityDetails/ruleId"),
        SourceLambdaLayerArn = code.SourceArn,
        DetectorId = asff.ProductFields.Field(Field + "codeVulnerabilityDetails/detectorId") ?? vulnerability.Id,
        DetectorName = asff.GeneratorDetails?.Name,
        Cwes = code.Cwes,
    };

    private static AdjustedCvss? AdjustedOf(AsffVulnerability? vulnerability) =>
        vulnerability?.Cvss?.Find(score => score is { Adjustments: not null }) is { } adjusted
            ? new AdjustedCvss
            {
                ScoreSource = adjusted.Source,
                Version = adjusted.Version,
                Score = adjusted.BaseScore,
                ScoringVector = adjusted.BaseVector,
                Adjustments = adjusted.Adjustments.Map(adjustment =>
                    new CvssAdjustment { Metric = adjustment.Metric, Reason = adjustment.Reason }),
            }
            : null;

    private static NetworkReachabilityDetails? NetworkOf(List<AsffNetworkPathComponent>? path)
    {
        if (path is not { Count: > 0 }) return null;
        var entry = path[path.Count - 1]?.Ingress;
        var ports = entry?.Destination?.PortRanges?.Find(range => range is not null);
        return new NetworkReachabilityDetails
        {
            OpenPortRange = ports is null ? null : new PortRange { Begin = ports.Begin, End = ports.End },
            Protocol = entry?.Protocol,
            NetworkPath = new NetworkPath
            {
                Steps = path.Map(component =>
                    new NetworkPathStep { ComponentId = component.ComponentId, ComponentType = component.ComponentType }),
            },
        };
    }
}
