using System.Text.Json;
using InspectorHub.Emulator.Filters;

namespace InspectorHub.Emulator.Inspector;

/// <summary>How ListFindingAggregations puts findings together for a type. Source: Inspector2 API, AggregationResponse.</summary>
/// <param name="Member">Its member in request and reply.</param>
/// <param name="Keys">What makes a group besides the account.</param>
/// <param name="Others">What is told of a group's first finding.</param>
internal sealed record FindingGrouping(string Member, FindingGrouping.Part[] Keys, params FindingGrouping.Part[] Others)
{
    private const string Ec2 = "resources.details.awsEc2Instance.";
    private const string Vm = "resources.details.vm.";
    private const string Ecr = "resources.details.awsEcrContainerImage.";
    private const string Image = "resources.details.image.";
    private const string Lambda = "resources.details.awsLambdaFunction.";
    private const string Serverless = "resources.details.serverlessFunction.";
    private const string Package = "packageVulnerabilityDetails.vulnerablePackages.";

    private static readonly Part Resource = new("resourceId", "resources.id");
    private static readonly Part LayerArn =
        new("layerArn", Package + "sourceLambdaLayerArn", "codeVulnerabilityDetails.sourceLambdaLayerArn");

    private static readonly Part[] Cloud =
    [
        new("cloudAccountId", "resources.providerAccountId"), new("cloudOrgId", "resources.providerOrgId"),
        new("cloudPartition", "resources.partition"), new("cloudProvider", "resources.provider"), new("cloudRegion", "resources.region"),
    ];

    /// <summary>By the type that is asked for.</summary>
    public static readonly IReadOnlyDictionary<string, FindingGrouping> All = new Dictionary<string, FindingGrouping>
    {
        ["ACCOUNT"] = new("accountAggregation", []) { Counts = Counted.Available },
        ["FINDING_TYPE"] = new("findingTypeAggregation", [], Cloud) { Counts = Counted.Available },
        ["TITLE"] =
            new("titleAggregation", [new("title", "title")], new Part("vulnerabilityId", "packageVulnerabilityDetails.vulnerabilityId")),
        ["PACKAGE"] = new("packageAggregation", [new("packageName", Package + "name")]),
        ["REPOSITORY"] = new("repositoryAggregation", [new("repository", Ecr + "repositoryName", Image + "repositoryName")], Cloud)
        {
            Resources = "affectedImages",
        },
        ["AMI"] = new("amiAggregation", [new("ami", Ec2 + "imageId")], Cloud) { Resources = "affectedInstances" },
        ["AWS_EC2_INSTANCE"] = new(
            "ec2InstanceAggregation", [new("instanceId", "resources.id")],
            new("ami", Ec2 + "imageId"), new("operatingSystem", Ec2 + "platform"), new("instanceTags", "resources.tags"))
        {
            ResourceTypes = ["AWS_EC2_INSTANCE"],
            Counts = Counted.Network,
        },
        ["AWS_ECR_CONTAINER"] = new(
            "awsEcrContainerAggregation", [Resource],
            new("repository", Ecr + "repositoryName"), new("architecture", Ecr + "architecture"), new("imageSha", Ecr + "imageHash"),
            new("imageTags", Ecr + "imageTags") { IsList = true }, new("inUseCount", Ecr + "inUseCount"),
            new("lastInUseAt", Ecr + "lastInUseAt"))
        {
            ResourceTypes = ["AWS_ECR_CONTAINER_IMAGE"],
        },
        ["AWS_LAMBDA_FUNCTION"] = new(
            "lambdaFunctionAggregation", [Resource],
            new("functionName", Lambda + "functionName"), new("runtime", Lambda + "runtime"),
            new("lastModifiedAt", Lambda + "lastModifiedAt"), new("lambdaTags", "resources.tags"))
        {
            ResourceTypes = ["AWS_LAMBDA_FUNCTION"],
        },
        ["IMAGE_LAYER"] = new(
            "imageLayerAggregation",
            [new("layerHash", Package + "sourceLayerHash"), Resource, new("repository", Ecr + "repositoryName", Image + "repositoryName")],
            Cloud),
        ["LAMBDA_LAYER"] = new("lambdaLayerAggregation", [LayerArn, Resource, new("functionName", Lambda + "functionName")]),
        ["CODE_REPOSITORY"] = new(
            "codeRepositoryAggregation", [new("projectNames", "resources.details.codeRepository.projectName")],
            new("providerType", "resources.details.codeRepository.providerType"), Resource)
        {
            Counts = Counted.ActiveAvailable,
        },
        ["VM_INSTANCE"] = new(
            "vmInstanceAggregation", [Resource],
            [
                .. Cloud, new("operatingSystem", Ec2 + "platform", Vm + "platform"), new("tags", "resources.tags"),
                new("vmImageReference", Vm + "vmImageReference", Ec2 + "imageId"),
            ])
        {
            ResourceTypes = ["AWS_EC2_INSTANCE", "Microsoft.Compute/virtualMachines"],
            Counts = Counted.ActiveAvailable | Counted.Network,
        },
        ["CONTAINER_IMAGE"] = new(
            "containerImageAggregation", [Resource],
            [
                .. Cloud, new("architecture", Ecr + "architecture", Image + "architecture"),
                new("imageDigest", Image + "imageDigest", Ecr + "imageHash"),
                new("imageTags", Ecr + "imageTags", Image + "imageTags") { IsList = true },
                new("inUseCount", Ecr + "inUseCount", Image + "inUseCount"), new("lastInUseAt", Ecr + "lastInUseAt", Image + "lastInUseAt"),
                new("registry", Ecr + "registry", Image + "registry"),
                new("repository", Ecr + "repositoryName", Image + "repositoryName"),
            ])
        {
            ResourceTypes = ["AWS_ECR_CONTAINER_IMAGE", "Microsoft.ContainerRegistry/registry/containerImage"],
            Counts = Counted.ActiveAvailable,
        },
        ["SERVERLESS_FUNCTION"] = new(
            "serverlessFunctionAggregation", [Resource],
            [
                .. Cloud, new("functionName", Lambda + "functionName", Serverless + "serverlessFunctionName"),
                new("lastModifiedAt", Lambda + "lastModifiedAt", Serverless + "lastModifiedAt"),
                new("runtime", Lambda + "runtime", Serverless + "runtime"), new("tags", "resources.tags"),
            ])
        {
            ResourceTypes = ["AWS_LAMBDA_FUNCTION", "Microsoft.Web/sites"],
            Counts = Counted.ActiveAvailable,
        },
    };

    /// <summary>The filters within requests: what they look at, and the shape that they have.</summary>
    public static readonly IReadOnlyDictionary<string, (FilterKind Kind, string[] Paths)> Filters =
        new Dictionary<string, (FilterKind, string[])>
        {
            ["titles"] = Texts("title"),
            ["vulnerabilityIds"] = Texts("packageVulnerabilityDetails.vulnerabilityId"),
            ["packageNames"] = Texts(Package + "name"),
            ["repositories"] = Texts(Ecr + "repositoryName", Image + "repositoryName"),
            ["registries"] = Texts(Ecr + "registry", Image + "registry"),
            ["architectures"] = Texts(Ecr + "architecture", Image + "architecture"),
            ["imageShas"] = Texts(Ecr + "imageHash"),
            ["imageDigests"] = Texts(Image + "imageDigest", Ecr + "imageHash"),
            ["imageTags"] = Texts(Ecr + "imageTags", Image + "imageTags"),
            ["layerHashes"] = Texts(Package + "sourceLayerHash"),
            ["layerArns"] = Texts(LayerArn.Paths),
            ["amis"] = Texts(Ec2 + "imageId"),
            ["vmImageReferences"] = Texts(Vm + "vmImageReference", Ec2 + "imageId"),
            ["operatingSystems"] = Texts(Ec2 + "platform", Vm + "platform"),
            ["instanceIds"] = Texts("resources.id"),
            ["resourceIds"] = Texts("resources.id"),
            ["functionNames"] = Texts(Lambda + "functionName", Serverless + "serverlessFunctionName"),
            ["runtimes"] = Texts(Lambda + "runtime", Serverless + "runtime"),
            ["projectNames"] = Texts("resources.details.codeRepository.projectName"),
            ["providerTypes"] = Texts("resources.details.codeRepository.providerType"),
            ["cloudAccountIds"] = Texts("resources.providerAccountId"),
            ["cloudOrgIds"] = Texts("resources.providerOrgId"),
            ["cloudPartitions"] = Texts("resources.partition"),
            ["cloudProviders"] = Texts("resources.provider"),
            ["cloudRegions"] = Texts("resources.region"),
            ["instanceTags"] = (FilterKind.Map, ["resources.tags"]),
            ["functionTags"] = (FilterKind.Map, ["resources.tags"]),
            ["inUseCount"] = (FilterKind.Number, [Ecr + "inUseCount", Image + "inUseCount"]),
            ["lastInUseAt"] = (FilterKind.Date, [Ecr + "lastInUseAt", Image + "lastInUseAt"]),
        };

    /// <summary>What is counted beside severities.</summary>
    [Flags]
    internal enum Counted
    {
        Nothing = 0,

        /// <summary><c>fixAvailableCount</c> and <c>exploitAvailableCount</c>.</summary>
        Available = 1,

        /// <summary>The same, as the newer types call it.</summary>
        ActiveAvailable = 2,

        /// <summary><c>networkFindings</c>.</summary>
        Network = 4,
    }

    /// <summary>The types of resource that it is about; none for any.</summary>
    public string[] ResourceTypes { get; init; } = [];

    /// <summary>What is counted beside severities.</summary>
    public Counted Counts { get; init; }

    /// <summary>The member that counts a group's resources; null for none.</summary>
    public string? Resources { get; init; }

    private static (FilterKind, string[]) Texts(params string[] paths) => (FilterKind.Text, paths);

    /// <summary>A member of a group.</summary>
    /// <param name="Name">In the reply.</param>
    /// <param name="Paths">Where it stands in a finding, in one of the places.</param>
    internal sealed record Part(string Name, params string[] Paths)
    {
        /// <summary>Whether it has all values of a finding and not the first alone.</summary>
        public bool IsList { get; init; }

        /// <summary>The values that a finding has.</summary>
        public IEnumerable<JsonElement> In(JsonElement finding) => Paths.SelectMany(path => FindingValues.At(finding, path.Split('.')));
    }
}
