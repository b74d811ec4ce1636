using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Models;

namespace InspectorHub.Emulator.Inspector;

/// <summary>
/// The attributes that ListFindings filters and sorts by. Source: Inspector2 API, <c>FilterCriteria</c> and
/// <c>SortField</c>.
/// </summary>
internal static class Inspector2Attributes
{
    private const string Ec2 = "resources.details.awsEc2Instance.";
    private const string Image = "resources.details.awsEcrContainerImage.";
    private const string Lambda = "resources.details.awsLambdaFunction.";
    private const string Repository = "resources.details.codeRepository.";
    private const string Machine = "resources.details.vm.";
    private const string CloudImage = "resources.details.image.";
    private const string Serverless = "resources.details.serverlessFunction.";
    private const string Package = "packageVulnerabilityDetails.";
    private const string Network = "networkReachabilityDetails.";
    private const string Code = "codeVulnerabilityDetails.";

    /// <summary>From the mildest, as SEVERITY sorts.</summary>
    public static readonly IReadOnlyList<string> Severities = ["UNTRIAGED", "INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL"];

    private static readonly Dictionary<string, string> Paths = new()
    {
        ["findingArn"] = "findingArn",
        ["awsAccountId"] = "awsAccountId",
        ["findingType"] = "type",
        ["severity"] = "severity",
        ["firstObservedAt"] = "firstObservedAt",
        ["lastObservedAt"] = "lastObservedAt",
        ["updatedAt"] = "updatedAt",
        ["findingStatus"] = "status",
        ["title"] = "title",
        ["inspectorScore"] = "inspectorScore",
        ["resourceType"] = "resources.type",
        ["resourceId"] = "resources.id",
        ["resourceTags"] = "resources.tags",
        ["ec2InstanceImageId"] = Ec2 + "imageId",
        ["ec2InstanceVpcId"] = Ec2 + "vpcId",
        ["ec2InstanceSubnetId"] = Ec2 + "subnetId",
        ["ecrImagePushedAt"] = Image + "pushedAt",
        ["ecrImageArchitecture"] = Image + "architecture",
        ["ecrImageRegistry"] = Image + "registry",
        ["ecrImageRepositoryName"] = Image + "repositoryName",
        ["ecrImageTags"] = Image + "imageTags",
        ["ecrImageHash"] = Image + "imageHash",
        ["ecrImageLastInUseAt"] = Image + "lastInUseAt",
        ["ecrImageInUseCount"] = Image + "inUseCount",
        ["portRange"] = Network + "openPortRange",
        ["networkProtocol"] = Network + "protocol",
        ["componentId"] = Network + "networkPath.steps.componentId",
        ["componentType"] = Network + "networkPath.steps.componentType",
        ["vulnerabilityId"] = Package + "vulnerabilityId",
        ["vulnerabilitySource"] = Package + "source",
        ["vendorSeverity"] = Package + "vendorSeverity",
        ["vulnerablePackages"] = Package + "vulnerablePackages",
        ["relatedVulnerabilities"] = Package + "relatedVulnerabilities",
        ["fixAvailable"] = "fixAvailable",
        ["lambdaFunctionName"] = Lambda + "functionName",
        ["lambdaFunctionLayers"] = Lambda + "layers",
        ["lambdaFunctionRuntime"] = Lambda + "runtime",
        ["lambdaFunctionLastModifiedAt"] = Lambda + "lastModifiedAt",
        ["lambdaFunctionExecutionRoleArn"] = Lambda + "executionRoleArn",
        ["exploitAvailable"] = "exploitAvailable",
        ["codeVulnerabilityDetectorName"] = Code + "detectorName",
        ["codeVulnerabilityDetectorTags"] = Code + "detectorTags",
        ["codeVulnerabilityFilePath"] = Code + "filePath.filePath",
        ["epssScore"] = "epss.score",
        ["codeRepositoryProjectName"] = Repository + "projectName",
        ["codeRepositoryProviderType"] = Repository + "providerType",
        ["cloudProvider"] = "resources.provider",
        ["cloudProviderAccountId"] = "resources.providerAccountId",
        ["cloudProviderOrgId"] = "resources.providerOrgId",
        ["cloudProviderRegion"] = "resources.region",
        ["cloudVmImageReference"] = Machine + "vmImageReference",
        ["cloudVmNetworkId"] = Machine + "networkId",
        ["cloudVmSubnetIds"] = Machine + "subnetIds",
        ["cloudImageArchitecture"] = CloudImage + "architecture",
        ["cloudImageDigest"] = CloudImage + "imageDigest",
        ["cloudImageInUseCount"] = CloudImage + "inUseCount",
        ["cloudImageLastInUseAt"] = CloudImage + "lastInUseAt",
        ["cloudImagePushedAt"] = CloudImage + "pushedAt",
        ["cloudImageRegistry"] = CloudImage + "registry",
        ["cloudImageRepositoryName"] = CloudImage + "repositoryName",
        ["cloudImageTags"] = CloudImage + "imageTags",
        ["cloudServerlessFunctionExecutionRole"] = Serverless + "executionRole",
        ["cloudServerlessFunctionLastModifiedAt"] = Serverless + "lastModifiedAt",
        ["cloudServerlessFunctionName"] = Serverless + "serverlessFunctionName",
        ["cloudServerlessFunctionRuntime"] = Serverless + "runtime",
    };

    public static readonly IReadOnlyDictionary<string, FilterAttribute> All =
        FilterAttribute.Table(ServiceModel.Of("inspector2").Shape("FilterCriteria"), Paths);

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
