using InspectorHub.Common;
using InspectorHub.Json;

namespace InspectorHub.Findings.Inspector2;

/// <summary>The members of the Inspector2 API's findings, in the order of its documentation.</summary>
internal static class Inspector2Json
{
    private static readonly JsonObjectReader<Inspector2Recommendation> Inspector2Recommendation =
        new JsonObjectReader<Inspector2Recommendation>(static () => new())
        .Text("text", static (it, text) => it.Text = text)
        .Text("url", static (it, text) => it.Url = text);

    private static readonly JsonObjectReader<Inspector2Remediation> Inspector2Remediation =
        new JsonObjectReader<Inspector2Remediation>(static () => new())
        .Value("recommendation", static (it, ref json) => it.Recommendation = Inspector2Recommendation.Read(ref json));

    private static readonly JsonObjectReader<Ec2InstanceDetails> Ec2InstanceDetails =
        new JsonObjectReader<Ec2InstanceDetails>(static () => new())
        .Text("type", static (it, text) => it.Type = text)
        .Text("imageId", static (it, text) => it.ImageId = text)
        .Value("ipV4Addresses", static (it, ref json) => it.IpV4Addresses = json.Texts())
        .Value("ipV6Addresses", static (it, ref json) => it.IpV6Addresses = json.Texts())
        .Text("keyName", static (it, text) => it.KeyName = text)
        .Text("iamInstanceProfileArn", static (it, text) => it.IamInstanceProfileArn = text)
        .Text("vpcId", static (it, text) => it.VpcId = text)
        .Text("subnetId", static (it, text) => it.SubnetId = text)
        .Value("launchedAt", static (it, ref json) => it.LaunchedAt = json.Date())
        .Text("platform", static (it, text) => it.Platform = text);

    private static readonly JsonObjectReader<EcrContainerImageDetails> EcrContainerImageDetails =
        new JsonObjectReader<EcrContainerImageDetails>(static () => new())
        .Text("repositoryName", static (it, text) => it.RepositoryName = text)
        .Value("imageTags", static (it, ref json) => it.ImageTags = json.Texts())
        .Value("pushedAt", static (it, ref json) => it.PushedAt = json.Date())
        .Text("author", static (it, text) => it.Author = text)
        .Text("architecture", static (it, text) => it.Architecture = text)
        .Text("imageHash", static (it, text) => it.ImageHash = text)
        .Text("registry", static (it, text) => it.Registry = text)
        .Text("platform", static (it, text) => it.Platform = text)
        .Value("lastInUseAt", static (it, ref json) => it.LastInUseAt = json.Date())
        .Value("inUseCount", static (it, ref json) => it.InUseCount = json.Long());

    private static readonly JsonObjectReader<VirtualMachineDetails> VirtualMachineDetails =
        new JsonObjectReader<VirtualMachineDetails>(static () => new())
        .Text("vmName", static (it, text) => it.VmName = text)
        .Text("type", static (it, text) => it.Type = text)
        .Text("vmImageReference", static (it, text) => it.VmImageReference = text)
        .Text("platform", static (it, text) => it.Platform = text)
        .Value("ipV4Addresses", static (it, ref json) => it.IpV4Addresses = json.Texts())
        .Value("ipV6Addresses", static (it, ref json) => it.IpV6Addresses = json.Texts())
        .Text("networkId", static (it, text) => it.NetworkId = text)
        .Value("subnetIds", static (it, ref json) => it.SubnetIds = json.Texts())
        .Value("securityGroupIds", static (it, ref json) => it.SecurityGroupIds = json.Texts())
        .Text("executionRole", static (it, text) => it.ExecutionRole = text)
        .Text("keyName", static (it, text) => it.KeyName = text)
        .Value("launchedAt", static (it, ref json) => it.LaunchedAt = json.Date());

    private static readonly JsonObjectReader<ImageDetails> ImageDetails = new JsonObjectReader<ImageDetails>(static () => new())
        .Text("repositoryName", static (it, text) => it.RepositoryName = text)
        .Text("registry", static (it, text) => it.Registry = text)
        .Text("imageDigest", static (it, text) => it.ImageDigest = text)
        .Value("imageTags", static (it, ref json) => it.ImageTags = json.Texts())
        .Text("architecture", static (it, text) => it.Architecture = text)
        .Text("platform", static (it, text) => it.Platform = text)
        .Text("author", static (it, text) => it.Author = text)
        .Value("pushedAt", static (it, ref json) => it.PushedAt = json.Date())
        .Value("lastInUseAt", static (it, ref json) => it.LastInUseAt = json.Date())
        .Value("inUseCount", static (it, ref json) => it.InUseCount = json.Long());

    private static readonly JsonObjectReader<ServerlessFunctionDetails> ServerlessFunctionDetails =
        new JsonObjectReader<ServerlessFunctionDetails>(static () => new())
        .Text("serverlessFunctionName", static (it, text) => it.ServerlessFunctionName = text)
        .Text("runtime", static (it, text) => it.Runtime = text)
        .Text("version", static (it, text) => it.Version = text)
        .Text("codeDigest", static (it, text) => it.CodeDigest = text)
        .Text("executionRole", static (it, text) => it.ExecutionRole = text)
        .Value("layers", static (it, ref json) => it.Layers = json.Texts())
        .Text("packageType", static (it, text) => it.PackageType = text)
        .Value("architectures", static (it, ref json) => it.Architectures = json.Texts())
        .Text("networkId", static (it, text) => it.NetworkId = text)
        .Value("subnetIds", static (it, ref json) => it.SubnetIds = json.Texts())
        .Value("securityGroupIds", static (it, ref json) => it.SecurityGroupIds = json.Texts())
        .Value("lastModifiedAt", static (it, ref json) => it.LastModifiedAt = json.Date());

    private static readonly JsonObjectReader<LambdaVpcConfig> LambdaVpcConfig = new JsonObjectReader<LambdaVpcConfig>(static () => new())
        .Value("subnetIds", static (it, ref json) => it.SubnetIds = json.Texts())
        .Value("securityGroupIds", static (it, ref json) => it.SecurityGroupIds = json.Texts())
        .Text("vpcId", static (it, text) => it.VpcId = text);

    private static readonly JsonObjectReader<LambdaFunctionDetails> LambdaFunctionDetails =
        new JsonObjectReader<LambdaFunctionDetails>(static () => new())
        .Text("functionName", static (it, text) => it.FunctionName = text)
        .Text("runtime", static (it, text) => it.Runtime = text)
        .Text("codeSha256", static (it, text) => it.CodeSha256 = text)
        .Text("version", static (it, text) => it.Version = text)
        .Text("executionRoleArn", static (it, text) => it.ExecutionRoleArn = text)
        .Value("layers", static (it, ref json) => it.Layers = json.Texts())
        .Value("vpcConfig", static (it, ref json) => it.VpcConfig = LambdaVpcConfig.Read(ref json))
        .Text("packageType", static (it, text) => it.PackageType = text)
        .Value("architectures", static (it, ref json) => it.Architectures = json.Texts())
        .Value("lastModifiedAt", static (it, ref json) => it.LastModifiedAt = json.Date());

    private static readonly JsonObjectReader<CodeRepositoryDetails> CodeRepositoryDetails =
        new JsonObjectReader<CodeRepositoryDetails>(static () => new())
        .Text("projectName", static (it, text) => it.ProjectName = text)
        .Text("integrationArn", static (it, text) => it.IntegrationArn = text)
        .Text("providerType", static (it, text) => it.ProviderType = text);

    private static readonly JsonObjectReader<Inspector2ResourceDetails> Inspector2ResourceDetails =
        new JsonObjectReader<Inspector2ResourceDetails>(static () => new())
        .Value("awsEc2Instance", static (it, ref json) => it.AwsEc2Instance = Ec2InstanceDetails.Read(ref json))
        .Value("awsEcrContainerImage", static (it, ref json) => it.AwsEcrContainerImage = EcrContainerImageDetails.Read(ref json))
        .Value("awsLambdaFunction", static (it, ref json) => it.AwsLambdaFunction = LambdaFunctionDetails.Read(ref json))
        .Value("codeRepository", static (it, ref json) => it.CodeRepository = CodeRepositoryDetails.Read(ref json))
        .Value("vm", static (it, ref json) => it.Vm = VirtualMachineDetails.Read(ref json))
        .Value("image", static (it, ref json) => it.Image = ImageDetails.Read(ref json))
        .Value("serverlessFunction", static (it, ref json) => it.ServerlessFunction = ServerlessFunctionDetails.Read(ref json));

    private static readonly JsonObjectReader<Inspector2Resource> Inspector2Resource =
        new JsonObjectReader<Inspector2Resource>(static () => new())
        .Text("type", static (it, text) => it.Type = text)
        .Text("id", static (it, text) => it.Id = text)
        .Text("partition", static (it, text) => it.Partition = text)
        .Text("region", static (it, text) => it.Region = text)
        .Text("provider", static (it, text) => it.Provider = text)
        .Text("providerAccountId", static (it, text) => it.ProviderAccountId = text)
        .Text("providerOrgId", static (it, text) => it.ProviderOrgId = text)
        .Value("tags", static (it, ref json) => it.Tags = json.Map())
        .Value("details", static (it, ref json) => it.Details = Inspector2ResourceDetails.Read(ref json));

    private static readonly JsonObjectReader<CvssAdjustment> CvssAdjustment = new JsonObjectReader<CvssAdjustment>(static () => new())
        .Text("metric", static (it, text) => it.Metric = text)
        .Text("reason", static (it, text) => it.Reason = text);

    private static readonly JsonObjectReader<AdjustedCvss> AdjustedCvss = new JsonObjectReader<AdjustedCvss>(static () => new())
        .Text("scoreSource", static (it, text) => it.ScoreSource = text)
        .Text("cvssSource", static (it, text) => it.CvssSource = text)
        .Text("version", static (it, text) => it.Version = text)
        .Value("score", static (it, ref json) => it.Score = json.Number())
        .Text("scoringVector", static (it, text) => it.ScoringVector = text)
        .Value("adjustments", static (it, ref json) => it.Adjustments = json.List(CvssAdjustment));

    private static readonly JsonObjectReader<Inspector2ScoreDetails> Inspector2ScoreDetails =
        new JsonObjectReader<Inspector2ScoreDetails>(static () => new())
        .Value("adjustedCvss", static (it, ref json) => it.AdjustedCvss = AdjustedCvss.Read(ref json))
        // So ECR calls it (DescribeImageScanFindings, EnhancedImageScanFinding).
        .Value("cvss", static (it, ref json) => it.AdjustedCvss = AdjustedCvss.Read(ref json));

    private static readonly JsonObjectReader<PortRange> PortRange = new JsonObjectReader<PortRange>(static () => new())
        .Value("begin", static (it, ref json) => it.Begin = json.Int())
        .Value("end", static (it, ref json) => it.End = json.Int());

    private static readonly JsonObjectReader<NetworkPathStep> NetworkPathStep = new JsonObjectReader<NetworkPathStep>(static () => new())
        .Text("componentId", static (it, text) => it.ComponentId = text)
        .Text("componentType", static (it, text) => it.ComponentType = text)
        .Text("componentArn", static (it, text) => it.ComponentArn = text);

    private static readonly JsonObjectReader<NetworkPath> NetworkPath = new JsonObjectReader<NetworkPath>(static () => new())
        .Value("steps", static (it, ref json) => it.Steps = json.List(NetworkPathStep));

    private static readonly JsonObjectReader<NetworkReachabilityDetails> NetworkReachabilityDetails =
        new JsonObjectReader<NetworkReachabilityDetails>(static () => new())
        .Value("openPortRange", static (it, ref json) => it.OpenPortRange = PortRange.Read(ref json))
        .Text("protocol", static (it, text) => it.Protocol = text)
        .Value("networkPath", static (it, ref json) => it.NetworkPath = NetworkPath.Read(ref json));

    private static readonly JsonObjectReader<VulnerablePackage> VulnerablePackage =
        new JsonObjectReader<VulnerablePackage>(static () => new())
        .Text("name", static (it, text) => it.Name = text)
        .Text("version", static (it, text) => it.Version = text)
        .Text("sourceLayerHash", static (it, text) => it.SourceLayerHash = text)
        .Value("epoch", static (it, ref json) => it.Epoch = json.Long())
        .Text("release", static (it, text) => it.Release = text)
        .Text("arch", static (it, text) => it.Arch = text)
        .Text("packageManager", static (it, text) => it.PackageManager = text)
        .Text("filePath", static (it, text) => it.FilePath = text)
        .Text("fixedInVersion", static (it, text) => it.FixedInVersion = text)
        .Text("remediation", static (it, text) => it.Remediation = text)
        .Text("sourceLambdaLayerArn", static (it, text) => it.SourceLambdaLayerArn = text);

    private static readonly JsonObjectReader<CvssScore> CvssScore = new JsonObjectReader<CvssScore>(static () => new())
        .Value("baseScore", static (it, ref json) => it.BaseScore = json.Number())
        .Text("scoringVector", static (it, text) => it.ScoringVector = text)
        .Text("version", static (it, text) => it.Version = text)
        .Text("source", static (it, text) => it.Source = text);

    private static readonly JsonObjectReader<PackageVulnerabilityDetails> PackageVulnerabilityDetails =
        new JsonObjectReader<PackageVulnerabilityDetails>(static () => new())
        .Text("vulnerabilityId", static (it, text) => it.VulnerabilityId = text)
        .Value("vulnerablePackages", static (it, ref json) => it.VulnerablePackages = json.List(VulnerablePackage))
        .Text("source", static (it, text) => it.Source = text)
        .Value("cvss", static (it, ref json) => it.Cvss = json.List(CvssScore))
        .Value("relatedVulnerabilities", static (it, ref json) => it.RelatedVulnerabilities = json.Texts())
        .Text("sourceUrl", static (it, text) => it.SourceUrl = text)
        .Text("vendorSeverity", static (it, text) => it.VendorSeverity = text)
        .Value("vendorCreatedAt", static (it, ref json) => it.VendorCreatedAt = json.Date())
        .Value("vendorUpdatedAt", static (it, ref json) => it.VendorUpdatedAt = json.Date())
        .Value("referenceUrls", static (it, ref json) => it.ReferenceUrls = json.Texts());

    private static readonly JsonObjectReader<CodeFilePath> CodeFilePath = new JsonObjectReader<CodeFilePath>(static () => new())
        .Text("fileName", static (it, text) => it.FileName = text)
        .Text("filePath", static (it, text) => it.FilePath = text)
        .Value("startLine", static (it, ref json) => it.StartLine = json.Int())
        .Value("endLine", static (it, ref json) => it.EndLine = json.Int());

    private static readonly JsonObjectReader<CodeVulnerabilityDetails> CodeVulnerabilityDetails =
        new JsonObjectReader<CodeVulnerabilityDetails>(static () => new())
        .Value("filePath", static (it, ref json) => it.FilePath = CodeFilePath.Read(ref json))
        .Value("detectorTags", static (it, ref json) => it.DetectorTags = json.Texts())
        .Value("referenceUrls", static (it, ref json) => it.ReferenceUrls = json.Texts())
        .Text("ruleId", static (it, text) => it.RuleId = text)
        .Text("sourceLambdaLayerArn", static (it, text) => it.SourceLambdaLayerArn = text)
        .Text("detectorId", static (it, text) => it.DetectorId = text)
        .Text("detectorName", static (it, text) => it.DetectorName = text)
        .Value("cwes", static (it, ref json) => it.Cwes = json.Texts());

    private static readonly JsonObjectReader<ExploitabilityDetails> ExploitabilityDetails =
        new JsonObjectReader<ExploitabilityDetails>(static () => new())
        .Value("lastKnownExploitAt", static (it, ref json) => it.LastKnownExploitAt = json.Date());

    private static readonly JsonObjectReader<Epss> Epss = new JsonObjectReader<Epss>(static () => new())
        .Value("score", static (it, ref json) => it.Score = json.Number());

    private static readonly JsonObjectReader<CisaData> CisaData = new JsonObjectReader<CisaData>(static () => new())
        .Value("dateAdded", static (it, ref json) => it.DateAdded = json.Date())
        .Value("dateDue", static (it, ref json) => it.DateDue = json.Date())
        .Text("action", static (it, text) => it.Action = text);

    private static readonly JsonObjectReader<ExploitObserved> ExploitObserved = new JsonObjectReader<ExploitObserved>(static () => new())
        .Value("firstSeen", static (it, ref json) => it.FirstSeen = json.Date())
        .Value("lastSeen", static (it, ref json) => it.LastSeen = json.Date());

    private static readonly JsonObjectReader<FindingEvidence> FindingEvidence = new JsonObjectReader<FindingEvidence>(static () => new())
        .Text("evidenceRule", static (it, text) => it.EvidenceRule = text)
        .Text("evidenceDetail", static (it, text) => it.EvidenceDetail = text)
        .Text("severity", static (it, text) => it.Severity = text);

    public static readonly JsonObjectReader<FindingDetails> Details = new JsonObjectReader<FindingDetails>(static () => new())
        .Text("findingArn", static (it, text) => it.FindingArn = text)
        .Value("cisaData", static (it, ref json) => it.CisaData = CisaData.Read(ref json))
        .Value("riskScore", static (it, ref json) => it.RiskScore = json.Int())
        .Value("epssScore", static (it, ref json) => it.EpssScore = json.Number())
        .Value("exploitObserved", static (it, ref json) => it.ExploitObserved = ExploitObserved.Read(ref json))
        .Value("ttps", static (it, ref json) => it.Ttps = json.Texts())
        .Value("tools", static (it, ref json) => it.Tools = json.Texts())
        .Value("cwes", static (it, ref json) => it.Cwes = json.Texts())
        .Value("evidences", static (it, ref json) => it.Evidences = json.List(FindingEvidence))
        .Value("referenceUrls", static (it, ref json) => it.ReferenceUrls = json.Texts());

    public static readonly JsonObjectReader<Inspector2Finding> Finding = new JsonObjectReader<Inspector2Finding>(static () => new())
        .Text("findingArn", static (it, text) => it.FindingArn = text)
        .Text("awsAccountId", static (it, text) => it.AwsAccountId = text)
        .Text("type", static (it, text) => it.Type = text)
        .Text("title", static (it, text) => it.Title = text)
        .Text("description", static (it, text) => it.Description = text)
        .Value("remediation", static (it, ref json) => it.Remediation = Inspector2Remediation.Read(ref json))
        .Value("severity", static (it, ref json) => it.Severity = Severity.Of(json.Label()))
        .Value("firstObservedAt", static (it, ref json) => it.FirstObservedAt = json.Date())
        .Value("lastObservedAt", static (it, ref json) => it.LastObservedAt = json.Date())
        .Value("updatedAt", static (it, ref json) => it.UpdatedAt = json.Date())
        .Text("status", static (it, text) => it.Status = text)
        .Value("resources", static (it, ref json) => it.Resources = json.List(Inspector2Resource))
        .Value("inspectorScore", static (it, ref json) => it.InspectorScore = json.Number())
        .Value("inspectorScoreDetails", static (it, ref json) => it.InspectorScoreDetails = Inspector2ScoreDetails.Read(ref json))
        .Value("networkReachabilityDetails", static (it, ref json) =>
            it.NetworkReachabilityDetails = NetworkReachabilityDetails.Read(ref json))
        .Value("packageVulnerabilityDetails", static (it, ref json) =>
            it.PackageVulnerabilityDetails = PackageVulnerabilityDetails.Read(ref json))
        .Value("codeVulnerabilityDetails", static (it, ref json) => it.CodeVulnerabilityDetails = CodeVulnerabilityDetails.Read(ref json))
        .Text("fixAvailable", static (it, text) => it.FixAvailable = text)
        .Text("exploitAvailable", static (it, text) => it.ExploitAvailable = text)
        .Value("exploitabilityDetails", static (it, ref json) => it.ExploitabilityDetails = ExploitabilityDetails.Read(ref json))
        .Value("epss", static (it, ref json) => it.Epss = Epss.Read(ref json))
        .Text("scanId", static (it, text) => it.ScanId = text)
        .Value("details", static (it, ref json) => it.Details = Details.Read(ref json))
        // So ECR calls them (DescribeImageScanFindings, EnhancedImageScanFinding).
        .Value("score", static (it, ref json) => it.InspectorScore = json.Number())
        .Value("scoreDetails", static (it, ref json) => it.InspectorScoreDetails = Inspector2ScoreDetails.Read(ref json));

    public static readonly JsonObjectReader<Inspector2Event> Event = new JsonObjectReader<Inspector2Event>(static () => new())
        .Text("detail-type", static (it, text) => it.DetailType = text)
        .Value("detail", static (it, ref json) => it.Detail = Finding.Read(ref json));
}
