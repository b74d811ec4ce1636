using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Translation.Inspector2;

/// <summary>What a finding is about: an Inspector resource to an ASFF resource.</summary>
internal static class Inspector2Resources
{
    public const string Ec2Instance = "AWS_EC2_INSTANCE";

    public static AsffResource Translate(Inspector2Resource resource, Arn finding, string account)
    {
        var partition = resource.Partition ?? finding.Partition;
        var region = resource.Region ?? finding.Region;
        var translated = new AsffResource
        {
            Partition = Partitions.InAsff(partition),
            Region = region,
            Tags = resource.Tags is { Count: > 0 } ? resource.Tags : null,
            Id = resource.Id,
        };
        switch (resource.Type)
        {
            case Ec2Instance:
                translated.Type = "AwsEc2Instance";
                // Inspector writes no instance/ before the id.
                if (resource.Id?.StartsWith(Arn.Prefix, StringComparison.Ordinal) == false) translated.Id = $"arn:{partition}:ec2:{region}:{account}:{resource.Id}";
                translated.Details = resource.Details?.AwsEc2Instance is { } instance ? new AsffResourceDetails { AwsEc2Instance = Instance(instance) } : null;
                break;
            case "AWS_ECR_CONTAINER_IMAGE":
                translated.Type = "AwsEcrContainerImage";
                translated.Details = resource.Details?.AwsEcrContainerImage is { } image ? new AsffResourceDetails { AwsEcrContainerImage = Image(image) } : null;
                break;
            case "AWS_ECR_REPOSITORY":
                translated.Type = "AwsEcrRepository";
                translated.Details = RepositoryName(resource.Id) is { } name
                    ? new AsffResourceDetails { AwsEcrRepository = new AsffEcrRepository { Arn = resource.Id, RepositoryName = name } }
                    : null;
                break;
            case "AWS_LAMBDA_FUNCTION":
                translated.Type = "AwsLambdaFunction";
                translated.Details = resource.Details?.AwsLambdaFunction is { } function ? new AsffResourceDetails { AwsLambdaFunction = Function(function) } : null;
                break;
            case "CODE_REPOSITORY":
                translated.Type = "CodeRepository";
                translated.Details = resource.Details?.CodeRepository is { } code
                    ? new AsffResourceDetails
                    {
                        CodeRepository = new AsffCodeRepository
                        {
                            ProviderType = code.ProviderType,
                            ProjectName = code.ProjectName,
                            CodeSecurityIntegrationArn = code.IntegrationArn,
                        },
                    }
                    : null;
                break;
            default:
                translated.Type = "Other";
                translated.Details = resource.Type is { } type
                    ? new AsffResourceDetails { Other = new Dictionary<string, string>(StringComparer.Ordinal) { ["inspector/resourceType"] = type } }
                    : null;
                break;
        }

        return translated;
    }

    private static AsffEc2Instance Instance(Ec2InstanceDetails instance) => new()
    {
        Type = instance.Type,
        ImageId = instance.ImageId,
        IpV4Addresses = instance.IpV4Addresses.NotEmpty(),
        IpV6Addresses = instance.IpV6Addresses.NotEmpty(),
        KeyName = instance.KeyName,
        IamInstanceProfileArn = instance.IamInstanceProfileArn,
        VpcId = instance.VpcId,
        SubnetId = instance.SubnetId,
        LaunchedAt = Date(instance.LaunchedAt),
    };

    private static AsffEcrContainerImage Image(EcrContainerImageDetails image) => new()
    {
        RegistryId = image.Registry,
        RepositoryName = image.RepositoryName,
        Architecture = image.Architecture,
        ImageDigest = image.ImageHash,
        ImageTags = image.ImageTags.NotEmpty(),
        ImagePublishedAt = Date(image.PushedAt),
    };

    private static AsffLambdaFunction Function(LambdaFunctionDetails function) => new()
    {
        FunctionName = function.FunctionName,
        Runtime = RuntimeOf(function.Runtime),
        CodeSha256 = function.CodeSha256,
        Version = function.Version,
        Role = function.ExecutionRoleArn,
        Layers = function.Layers.Map(layer => new AsffLambdaLayer { Arn = layer }),
        VpcConfig = function.VpcConfig is { } network
            ? new AsffLambdaVpcConfig { SecurityGroupIds = network.SecurityGroupIds, SubnetIds = network.SubnetIds, VpcId = network.VpcId }
            : null,
        PackageType = function.PackageType switch { "ZIP" => "Zip", "IMAGE" => "Image", var other => other },
        Architectures = function.Architectures.Map(Lower),
        LastModified = Date(function.LastModifiedAt),
    };

    // PYTHON_3_12 is Lambda's python3.12, NODEJS_18_X its nodejs18.x; what follows no such pattern stays as it is.
    private static string? RuntimeOf(string? runtime)
    {
        var version = runtime is null ? -1 : runtime.IndexOf('_') + 1;
        if (version <= 0 || version == runtime!.Length || runtime[version] is < '0' or > '9') return runtime;
        return Lower(runtime.Substring(0, version - 1) + runtime.Substring(version).Replace('_', '.'));
    }

#pragma warning disable CA1308 // Lambda's own names are lower case.
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308

    // arn:…:repository/NAME, where NAME may have slashes of its own.
    private static string? RepositoryName(string? id)
    {
        const string Prefix = "repository/";
        return Arn.Parse(id)?.Resource is { } resource && resource.StartsWith(Prefix, StringComparison.Ordinal) ? resource.Substring(Prefix.Length) : null;
    }

    private static string? Date(DateTimeOffset? date) => date is { } known ? AsffTime.Seconds(known) : null;
}
