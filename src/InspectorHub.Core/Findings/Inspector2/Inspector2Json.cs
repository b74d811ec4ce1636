using InspectorHub.Json;

namespace InspectorHub.Findings.Inspector2;

/// <summary>The members of the Inspector2 API's findings, in the order of its documentation.</summary>
internal static class Inspector2Json
{
    private static readonly JsonObjectReader<Inspector2Recommendation> Inspector2Recommendation = new(
        ("text", static (it, ref json) => it.Text = json.Text()),
        ("url", static (it, ref json) => it.Url = json.Text()));

    private static readonly JsonObjectReader<Inspector2Remediation> Inspector2Remediation = new(
        ("recommendation", static (it, ref json) => it.Recommendation = Inspector2Recommendation.Read(ref json)));

    private static readonly JsonObjectReader<Ec2InstanceDetails> Ec2InstanceDetails = new(
        ("type", static (it, ref json) => it.Type = json.Text()),
        ("imageId", static (it, ref json) => it.ImageId = json.Text()),
        ("ipV4Addresses", static (it, ref json) => it.IpV4Addresses = json.Texts()),
        ("ipV6Addresses", static (it, ref json) => it.IpV6Addresses = json.Texts()),
        ("keyName", static (it, ref json) => it.KeyName = json.Text()),
        ("iamInstanceProfileArn", static (it, ref json) => it.IamInstanceProfileArn = json.Text()),
        ("vpcId", static (it, ref json) => it.VpcId = json.Text()),
        ("subnetId", static (it, ref json) => it.SubnetId = json.Text()),
        ("launchedAt", static (it, ref json) => it.LaunchedAt = json.Date()),
        ("platform", static (it, ref json) => it.Platform = json.Text()));

    private static readonly JsonObjectReader<EcrContainerImageDetails> EcrContainerImageDetails = new(
        ("repositoryName", static (it, ref json) => it.RepositoryName = json.Text()),
        ("imageTags", static (it, ref json) => it.ImageTags = json.Texts()),
        ("pushedAt", static (it, ref json) => it.PushedAt = json.Date()),
        ("author", static (it, ref json) => it.Author = json.Text()),
        ("architecture", static (it, ref json) => it.Architecture = json.Text()),
        ("imageHash", static (it, ref json) => it.ImageHash = json.Text()),
        ("registry", static (it, ref json) => it.Registry = json.Text()),
        ("platform", static (it, ref json) => it.Platform = json.Text()),
        ("lastInUseAt", static (it, ref json) => it.LastInUseAt = json.Date()),
        ("inUseCount", static (it, ref json) => it.InUseCount = json.Long()));

    private static readonly JsonObjectReader<LambdaVpcConfig> LambdaVpcConfig = new(
        ("subnetIds", static (it, ref json) => it.SubnetIds = json.Texts()),
        ("securityGroupIds", static (it, ref json) => it.SecurityGroupIds = json.Texts()),
        ("vpcId", static (it, ref json) => it.VpcId = json.Text()));

    private static readonly JsonObjectReader<LambdaFunctionDetails> LambdaFunctionDetails = new(
        ("functionName", static (it, ref json) => it.FunctionName = json.Text()),
        ("runtime", static (it, ref json) => it.Runtime = json.Text()),
        ("codeSha256", static (it, ref json) => it.CodeSha256 = json.Text()),
        ("version", static (it, ref json) => it.Version = json.Text()),
        ("executionRoleArn", static (it, ref json) => it.ExecutionRoleArn = json.Text()),
        ("layers", static (it, ref json) => it.Layers = json.Texts()),
        ("vpcConfig", static (it, ref json) => it.VpcConfig = LambdaVpcConfig.Read(ref json)),
        ("packageType", static (it, ref json) => it.PackageType = json.Text()),
        ("architectures", static (it, ref json) => it.Architectures = json.Texts()),
        ("lastModifiedAt", static (it, ref json) => it.LastModifiedAt = json.Date()));

    private static readonly JsonObjectReader<CodeRepositoryDetails> CodeRepositoryDetails = new(
        ("projectName", static (it, ref json) => it.ProjectName = json.Text()),
        ("integrationArn", static (it, ref json) => it.IntegrationArn = json.Text()),
        ("providerType", static (it, ref json) => it.ProviderType = json.Text()));

    private static readonly JsonObjectReader<Inspector2ResourceDetails> Inspector2ResourceDetails = new(
        ("awsEc2Instance", static (it, ref json) => it.AwsEc2Instance = Ec2InstanceDetails.Read(ref json)),
        ("awsEcrContainerImage", static (it, ref json) => it.AwsEcrContainerImage = EcrContainerImageDetails.Read(ref json)),
        ("awsLambdaFunction", static (it, ref json) => it.AwsLambdaFunction = LambdaFunctionDetails.Read(ref json)),
        ("codeRepository", static (it, ref json) => it.CodeRepository = CodeRepositoryDetails.Read(ref json)));

    private static readonly JsonObjectReader<Inspector2Resource> Inspector2Resource = new(
        ("type", static (it, ref json) => it.Type = json.Text()),
        ("id", static (it, ref json) => it.Id = json.Text()),
        ("partition", static (it, ref json) => it.Partition = json.Text()),
        ("region", static (it, ref json) => it.Region = json.Text()),
        ("tags", static (it, ref json) => it.Tags = json.Map()),
        ("details", static (it, ref json) => it.Details = Inspector2ResourceDetails.Read(ref json)));

    private static readonly JsonObjectReader<CvssAdjustment> CvssAdjustment = new(
        ("metric", static (it, ref json) => it.Metric = json.Text()),
        ("reason", static (it, ref json) => it.Reason = json.Text()));

    private static readonly JsonObjectReader<AdjustedCvss> AdjustedCvss = new(
        ("scoreSource", static (it, ref json) => it.ScoreSource = json.Text()),
        ("cvssSource", static (it, ref json) => it.CvssSource = json.Text()),
        ("version", static (it, ref json) => it.Version = json.Text()),
        ("score", static (it, ref json) => it.Score = json.Number()),
        ("scoringVector", static (it, ref json) => it.ScoringVector = json.Text()),
        ("adjustments", static (it, ref json) => it.Adjustments = json.List(CvssAdjustment)));

    private static readonly JsonObjectReader<Inspector2ScoreDetails> Inspector2ScoreDetails = new(
        ("adjustedCvss", static (it, ref json) => it.AdjustedCvss = AdjustedCvss.Read(ref json)));

    private static readonly JsonObjectReader<PortRange> PortRange = new(
        ("begin", static (it, ref json) => it.Begin = json.Int()),
        ("end", static (it, ref json) => it.End = json.Int()));

    private static readonly JsonObjectReader<NetworkPathStep> NetworkPathStep = new(
        ("componentId", static (it, ref json) => it.ComponentId = json.Text()),
        ("componentType", static (it, ref json) => it.ComponentType = json.Text()),
        ("componentArn", static (it, ref json) => it.ComponentArn = json.Text()));

    private static readonly JsonObjectReader<NetworkPath> NetworkPath = new(
        ("steps", static (it, ref json) => it.Steps = json.List(NetworkPathStep)));

    private static readonly JsonObjectReader<NetworkReachabilityDetails> NetworkReachabilityDetails = new(
        ("openPortRange", static (it, ref json) => it.OpenPortRange = PortRange.Read(ref json)),
        ("protocol", static (it, ref json) => it.Protocol = json.Text()),
        ("networkPath", static (it, ref json) => it.NetworkPath = NetworkPath.Read(ref json)));

    private static readonly JsonObjectReader<VulnerablePackage> VulnerablePackage = new(
        ("name", static (it, ref json) => it.Name = json.Text()),
        ("version", static (it, ref json) => it.Version = json.Text()),
        ("sourceLayerHash", static (it, ref json) => it.SourceLayerHash = json.Text()),
        ("epoch", static (it, ref json) => it.Epoch = json.Long()),
        ("release", static (it, ref json) => it.Release = json.Text()),
        ("arch", static (it, ref json) => it.Arch = json.Text()),
        ("packageManager", static (it, ref json) => it.PackageManager = json.Text()),
        ("filePath", static (it, ref json) => it.FilePath = json.Text()),
        ("fixedInVersion", static (it, ref json) => it.FixedInVersion = json.Text()),
        ("remediation", static (it, ref json) => it.Remediation = json.Text()),
        ("sourceLambdaLayerArn", static (it, ref json) => it.SourceLambdaLayerArn = json.Text()));

    private static readonly JsonObjectReader<CvssScore> CvssScore = new(
        ("baseScore", static (it, ref json) => it.BaseScore = json.Number()),
        ("scoringVector", static (it, ref json) => it.ScoringVector = json.Text()),
        ("version", static (it, ref json) => it.Version = json.Text()),
        ("source", static (it, ref json) => it.Source = json.Text()));

    private static readonly JsonObjectReader<PackageVulnerabilityDetails> PackageVulnerabilityDetails = new(
        ("vulnerabilityId", static (it, ref json) => it.VulnerabilityId = json.Text()),
        ("vulnerablePackages", static (it, ref json) => it.VulnerablePackages = json.List(VulnerablePackage)),
        ("source", static (it, ref json) => it.Source = json.Text()),
        ("cvss", static (it, ref json) => it.Cvss = json.List(CvssScore)),
        ("relatedVulnerabilities", static (it, ref json) => it.RelatedVulnerabilities = json.Texts()),
        ("sourceUrl", static (it, ref json) => it.SourceUrl = json.Text()),
        ("vendorSeverity", static (it, ref json) => it.VendorSeverity = json.Text()),
        ("vendorCreatedAt", static (it, ref json) => it.VendorCreatedAt = json.Date()),
        ("vendorUpdatedAt", static (it, ref json) => it.VendorUpdatedAt = json.Date()),
        ("referenceUrls", static (it, ref json) => it.ReferenceUrls = json.Texts()));

    private static readonly JsonObjectReader<CodeFilePath> CodeFilePath = new(
        ("fileName", static (it, ref json) => it.FileName = json.Text()),
        ("filePath", static (it, ref json) => it.FilePath = json.Text()),
        ("startLine", static (it, ref json) => it.StartLine = json.Int()),
        ("endLine", static (it, ref json) => it.EndLine = json.Int()));

    private static readonly JsonObjectReader<CodeVulnerabilityDetails> CodeVulnerabilityDetails = new(
        ("filePath", static (it, ref json) => it.FilePath = CodeFilePath.Read(ref json)),
        ("detectorTags", static (it, ref json) => it.DetectorTags = json.Texts()),
        ("referenceUrls", static (it, ref json) => it.ReferenceUrls = json.Texts()),
        ("ruleId", static (it, ref json) => it.RuleId = json.Text()),
        ("sourceLambdaLayerArn", static (it, ref json) => it.SourceLambdaLayerArn = json.Text()),
        ("detectorId", static (it, ref json) => it.DetectorId = json.Text()),
        ("detectorName", static (it, ref json) => it.DetectorName = json.Text()),
        ("cwes", static (it, ref json) => it.Cwes = json.Texts()));

    private static readonly JsonObjectReader<ExploitabilityDetails> ExploitabilityDetails = new(
        ("lastKnownExploitAt", static (it, ref json) => it.LastKnownExploitAt = json.Date()));

    private static readonly JsonObjectReader<Epss> Epss = new(
        ("score", static (it, ref json) => it.Score = json.Number()));

    public static readonly JsonObjectReader<Inspector2Finding> Finding = new(
        ("findingArn", static (it, ref json) => it.FindingArn = json.Text()),
        ("awsAccountId", static (it, ref json) => it.AwsAccountId = json.Text()),
        ("type", static (it, ref json) => it.Type = json.Text()),
        ("title", static (it, ref json) => it.Title = json.Text()),
        ("description", static (it, ref json) => it.Description = json.Text()),
        ("remediation", static (it, ref json) => it.Remediation = Inspector2Remediation.Read(ref json)),
        ("severity", static (it, ref json) => it.Severity = json.Text()),
        ("firstObservedAt", static (it, ref json) => it.FirstObservedAt = json.Date()),
        ("lastObservedAt", static (it, ref json) => it.LastObservedAt = json.Date()),
        ("updatedAt", static (it, ref json) => it.UpdatedAt = json.Date()),
        ("status", static (it, ref json) => it.Status = json.Text()),
        ("resources", static (it, ref json) => it.Resources = json.List(Inspector2Resource)),
        ("inspectorScore", static (it, ref json) => it.InspectorScore = json.Number()),
        ("inspectorScoreDetails", static (it, ref json) => it.InspectorScoreDetails = Inspector2ScoreDetails.Read(ref json)),
        ("networkReachabilityDetails", static (it, ref json) => it.NetworkReachabilityDetails = NetworkReachabilityDetails.Read(ref json)),
        ("packageVulnerabilityDetails", static (it, ref json) => it.PackageVulnerabilityDetails = PackageVulnerabilityDetails.Read(ref json)),
        ("codeVulnerabilityDetails", static (it, ref json) => it.CodeVulnerabilityDetails = CodeVulnerabilityDetails.Read(ref json)),
        ("fixAvailable", static (it, ref json) => it.FixAvailable = json.Text()),
        ("exploitAvailable", static (it, ref json) => it.ExploitAvailable = json.Text()),
        ("exploitabilityDetails", static (it, ref json) => it.ExploitabilityDetails = ExploitabilityDetails.Read(ref json)),
        ("epss", static (it, ref json) => it.Epss = Epss.Read(ref json)));

    public static readonly JsonObjectReader<Inspector2Event> Event = new(
        ("detail-type", static (it, ref json) => it.DetailType = json.Text()),
        ("detail", static (it, ref json) => it.Detail = Finding.Read(ref json)));
}
