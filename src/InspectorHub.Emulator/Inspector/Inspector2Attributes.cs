using InspectorHub.Emulator.Filters;

namespace InspectorHub.Emulator.Inspector;

/// <summary>The attributes that ListFindings filters and sorts by. Source: Inspector2 API, <c>FilterCriteria</c> and <c>SortField</c>.</summary>
internal static class Inspector2Attributes
{
    private const string Ec2 = "resources.details.awsEc2Instance.";
    private const string Image = "resources.details.awsEcrContainerImage.";
    private const string Lambda = "resources.details.awsLambdaFunction.";
    private const string Repository = "resources.details.codeRepository.";
    private const string Package = "packageVulnerabilityDetails.";
    private const string Network = "networkReachabilityDetails.";
    private const string Code = "codeVulnerabilityDetails.";

    /// <summary>From the mildest, as SEVERITY sorts.</summary>
    public static readonly IReadOnlyList<string> Severities = ["UNTRIAGED", "INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"];

    public static readonly IReadOnlyDictionary<string, FilterAttribute> All = new Dictionary<string, FilterAttribute>
    {
        ["findingArn"] = new(FilterKind.Text, "findingArn"),
        ["awsAccountId"] = new(FilterKind.Text, "awsAccountId"),
        ["findingType"] = new(FilterKind.Text, "type"),
        ["severity"] = new(FilterKind.Text, "severity"),
        ["firstObservedAt"] = new(FilterKind.Date, "firstObservedAt"),
        ["lastObservedAt"] = new(FilterKind.Date, "lastObservedAt"),
        ["updatedAt"] = new(FilterKind.Date, "updatedAt"),
        ["findingStatus"] = new(FilterKind.Text, "status"),
        ["title"] = new(FilterKind.Text, "title"),
        ["inspectorScore"] = new(FilterKind.Number, "inspectorScore"),
        ["resourceType"] = new(FilterKind.Text, "resources.type"),
        ["resourceId"] = new(FilterKind.Text, "resources.id"),
        ["resourceTags"] = new(FilterKind.Map, "resources.tags"),
        ["ec2InstanceImageId"] = new(FilterKind.Text, Ec2 + "imageId"),
        ["ec2InstanceVpcId"] = new(FilterKind.Text, Ec2 + "vpcId"),
        ["ec2InstanceSubnetId"] = new(FilterKind.Text, Ec2 + "subnetId"),
        ["ecrImagePushedAt"] = new(FilterKind.Date, Image + "pushedAt"),
        ["ecrImageArchitecture"] = new(FilterKind.Text, Image + "architecture"),
        ["ecrImageRegistry"] = new(FilterKind.Text, Image + "registry"),
        ["ecrImageRepositoryName"] = new(FilterKind.Text, Image + "repositoryName"),
        ["ecrImageTags"] = new(FilterKind.Text, Image + "imageTags"),
        ["ecrImageHash"] = new(FilterKind.Text, Image + "imageHash"),
        ["ecrImageLastInUseAt"] = new(FilterKind.Date, Image + "lastInUseAt"),
        ["ecrImageInUseCount"] = new(FilterKind.Number, Image + "inUseCount"),
        ["portRange"] = new(FilterKind.PortRange, Network + "openPortRange"),
        ["networkProtocol"] = new(FilterKind.Text, Network + "protocol"),
        ["componentId"] = new(FilterKind.Text, Network + "networkPath.steps.componentId"),
        ["componentType"] = new(FilterKind.Text, Network + "networkPath.steps.componentType"),
        ["vulnerabilityId"] = new(FilterKind.Text, Package + "vulnerabilityId"),
        ["vulnerabilitySource"] = new(FilterKind.Text, Package + "source"),
        ["vendorSeverity"] = new(FilterKind.Text, Package + "vendorSeverity"),
        ["vulnerablePackages"] = new(FilterKind.Package, Package + "vulnerablePackages"),
        ["relatedVulnerabilities"] = new(FilterKind.Text, Package + "relatedVulnerabilities"),
        ["fixAvailable"] = new(FilterKind.Text, "fixAvailable"),
        ["lambdaFunctionName"] = new(FilterKind.Text, Lambda + "functionName"),
        ["lambdaFunctionLayers"] = new(FilterKind.Text, Lambda + "layers"),
        ["lambdaFunctionRuntime"] = new(FilterKind.Text, Lambda + "runtime"),
        ["lambdaFunctionLastModifiedAt"] = new(FilterKind.Date, Lambda + "lastModifiedAt"),
        ["lambdaFunctionExecutionRoleArn"] = new(FilterKind.Text, Lambda + "executionRoleArn"),
        ["exploitAvailable"] = new(FilterKind.Text, "exploitAvailable"),
        ["codeVulnerabilityDetectorName"] = new(FilterKind.Text, Code + "detectorName"),
        ["codeVulnerabilityDetectorTags"] = new(FilterKind.Text, Code + "detectorTags"),
        ["codeVulnerabilityFilePath"] = new(FilterKind.Text, Code + "filePath.filePath"),
        ["epssScore"] = new(FilterKind.Number, "epss.score"),
        ["codeRepositoryProjectName"] = new(FilterKind.Text, Repository + "projectName"),
        ["codeRepositoryProviderType"] = new(FilterKind.Text, Repository + "providerType"),
    };

    /// <summary>Where the fields to sort by stand.</summary>
    public static readonly IReadOnlyDictionary<string, string> SortFields = new Dictionary<string, string>
    {
        ["AWS_ACCOUNT_ID"] = "awsAccountId",
        ["FINDING_TYPE"] = "type",
        ["SEVERITY"] = "severity",
        ["FIRST_OBSERVED_AT"] = "firstObservedAt",
        ["LAST_OBSERVED_AT"] = "lastObservedAt",
        ["FINDING_STATUS"] = "status",
        ["RESOURCE_TYPE"] = "resources.type",
        ["ECR_IMAGE_PUSHED_AT"] = Image + "pushedAt",
        ["ECR_IMAGE_REPOSITORY_NAME"] = Image + "repositoryName",
        ["ECR_IMAGE_REGISTRY"] = Image + "registry",
        ["NETWORK_PROTOCOL"] = Network + "protocol",
        ["COMPONENT_TYPE"] = Network + "networkPath.steps.componentType",
        ["VULNERABILITY_ID"] = Package + "vulnerabilityId",
        ["VULNERABILITY_SOURCE"] = Package + "source",
        ["INSPECTOR_SCORE"] = "inspectorScore",
        ["VENDOR_SEVERITY"] = Package + "vendorSeverity",
        ["EPSS_SCORE"] = "epss.score",
    };
}
