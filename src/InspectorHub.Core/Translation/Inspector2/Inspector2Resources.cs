using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;
using InspectorHub.Findings;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Translation.Inspector2;

/// <summary>What a finding is about: an Inspector resource to an ASFF resource.</summary>
internal static class Inspector2Resources
{
    public const string Ec2Instance = "AWS_EC2_INSTANCE";

    private const string Azure = "AZURE";
    public const string AzurePartition = "AzureCloud";
    private const string AzureTypes = "Microsoft.";
    private const string Other = "Other";

    /// <summary>Whether a resource is AWS's own: those of other providers say so, or have types of their own.</summary>
    public static bool IsOfAws(Inspector2Resource resource) => !IsOfAzure(resource);

    public static AsffResource Translate(Inspector2Resource resource, Arn finding, string account, List<string> warnings)
    {
        var isOfAzure = IsOfAzure(resource);
        var partition = resource.Partition ?? (isOfAzure ? AzurePartition : finding.Partition);
        var region = resource.Region ?? finding.Region;
        var type = AsffText.First(resource.Type);
        if (type is null) warnings.Add($"The resource '{resource.Id}' has no type; it is {Other}.");
        var translated = new AsffResource
        {
            Id = resource.Id,
            Partition = isOfAzure ? AzurePartition : Partitions.InAsff(partition),
            Region = region,
            Tags = resource.Tags is { Count: > 0 } ? resource.Tags : null,
        };
        if (isOfAzure)
        {
            // How Inspector writes these is not known: the type is the provider's, and the details are as they are.
            (translated.Type, translated.Details) = (type ?? Other, AzureDetails(resource.Details));
            (translated.Provider, translated.Owner) = ("Azure", OwnerOf(resource));
        }
        else
        {
            Describe(translated, resource, partition, region, account);
        }

        return translated;
    }

    private static void Describe(AsffResource translated, Inspector2Resource resource, string partition, string region, string account)
    {
        var details = resource.Details;
        switch (resource.Type)
        {
            case Ec2Instance:
                translated.Type = "AwsEc2Instance";
                // With instance/ since 2023: without it, other services do not take it for an ARN.
                if (resource.Id?.StartsWith(Arn.Prefix, StringComparison.Ordinal) == false)
                    translated.Id = $"arn:{partition}:ec2:{region}:{account}:instance/{resource.Id}";
                if (Instance(details?.AwsEc2Instance, details?.Vm) is { } instance)
                    translated.Details = new AsffResourceDetails { AwsEc2Instance = instance };
                break;
            case "AWS_ECR_CONTAINER_IMAGE":
                translated.Type = "AwsEcrContainerImage";
                if (Image(details?.AwsEcrContainerImage, details?.Image) is { } image)
                    translated.Details = new AsffResourceDetails { AwsEcrContainerImage = image };
                break;
            case "AWS_ECR_REPOSITORY":
                translated.Type = "AwsEcrRepository";
                translated.Details = RepositoryName(resource.Id) is { } name
                    ? new AsffResourceDetails { AwsEcrRepository = new AsffEcrRepository { Arn = resource.Id, RepositoryName = name } }
                    : null;
                break;
            case "AWS_LAMBDA_FUNCTION":
                translated.Type = "AwsLambdaFunction";
                if (Inspector2Functions.Translate(details?.AwsLambdaFunction, details?.ServerlessFunction) is { } function)
                    translated.Details = new AsffResourceDetails { AwsLambdaFunction = function };
                break;
            case "CODE_REPOSITORY":
                translated.Type = "CodeRepository";
                if (details?.CodeRepository is { } code) translated.Details = new AsffResourceDetails { CodeRepository = Repository(code) };
                break;
            default:
                translated.Type = Other;
                translated.Details = OtherDetails(resource);
                break;
        }
    }

    private static bool IsOfAzure(Inspector2Resource resource) =>
        string.Equals(resource.Provider, Azure, StringComparison.OrdinalIgnoreCase) ||
        (resource.Provider is null && resource.Type?.StartsWith(AzureTypes, StringComparison.OrdinalIgnoreCase) == true);

    private static AsffResourceOwner? OwnerOf(Inspector2Resource resource) => resource is { ProviderAccountId: null, ProviderOrgId: null }
        ? null
        : new AsffResourceOwner
        {
            Account = resource.ProviderAccountId is { } account ? new AsffOwnerId { Id = account } : null,
            Org = resource.ProviderOrgId is { } organization ? new AsffOwnerId { Id = organization } : null,
        };

    private static AsffEc2Instance? Instance(Ec2InstanceDetails? instance, VirtualMachineDetails? machine) => (instance, machine) switch
    {
        ({ } own, _) => new AsffEc2Instance
        {
            Type = own.Type,
            ImageId = own.ImageId,
            IpV4Addresses = own.IpV4Addresses.NotEmpty(),
            IpV6Addresses = own.IpV6Addresses.NotEmpty(),
            KeyName = own.KeyName,
            IamInstanceProfileArn = own.IamInstanceProfileArn,
            VpcId = own.VpcId,
            SubnetId = own.SubnetId,
            LaunchedAtText = Date(own.LaunchedAt),
        },
        (_, { } general) => new AsffEc2Instance
        {
            Type = general.Type,
            ImageId = general.VmImageReference,
            IpV4Addresses = general.IpV4Addresses.NotEmpty(),
            IpV6Addresses = general.IpV6Addresses.NotEmpty(),
            KeyName = general.KeyName,
            IamInstanceProfileArn = general.ExecutionRole,
            VpcId = general.NetworkId,
            SubnetId = general.SubnetIds is { Count: > 0 } subnets ? subnets[0] : null,
            LaunchedAtText = Date(general.LaunchedAt),
        },
        _ => null,
    };

    private static AsffEcrContainerImage? Image(EcrContainerImageDetails? image, ImageDetails? other) => (image, other) switch
    {
        ({ } own, _) => new AsffEcrContainerImage
        {
            RegistryId = own.Registry,
            RepositoryName = own.RepositoryName,
            Architecture = own.Architecture,
            ImageDigest = own.ImageHash,
            ImageTags = own.ImageTags.NotEmpty(),
            ImagePublishedAtText = Date(own.PushedAt),
        },
        (_, { } general) => new AsffEcrContainerImage
        {
            RegistryId = general.Registry,
            RepositoryName = general.RepositoryName,
            Architecture = general.Architecture,
            ImageDigest = general.ImageDigest,
            ImageTags = general.ImageTags.NotEmpty(),
            ImagePublishedAtText = Date(general.PushedAt),
        },
        _ => null,
    };

    private static AsffCodeRepository Repository(CodeRepositoryDetails code) =>
        new() { ProviderType = code.ProviderType, ProjectName = code.ProjectName, CodeSecurityIntegrationArn = code.IntegrationArn };

    private static AsffResourceDetails? AzureDetails(Inspector2ResourceDetails? details)
    {
        JsonElement? general = details switch
        {
            { Vm: { } machine } => JsonSerializer.SerializeToElement(machine, FindingJsonContext.Default.VirtualMachineDetails),
            { Image: { } image } => JsonSerializer.SerializeToElement(image, FindingJsonContext.Default.ImageDetails),
            { ServerlessFunction: { } function } =>
                JsonSerializer.SerializeToElement(function, FindingJsonContext.Default.ServerlessFunctionDetails),
            _ => null,
        };
        return general is { } element ? new AsffResourceDetails { AzureResource = AsffFreeJson.Of(element) } : null;
    }

    // What the format has no type for keeps its details as texts, by the names they have in the API.
    private static AsffResourceDetails? OtherDetails(Inspector2Resource resource)
    {
        var texts = new TextMap();
        if (AsffText.First(resource.Type) is { } type) texts["inspector/resourceType"] = type;
        if (resource.Details is { } details)
            AddTexts(texts, "", JsonSerializer.SerializeToElement(details, FindingJsonContext.Default.Inspector2ResourceDetails));
        return texts.Count > 0 ? new AsffResourceDetails { Other = texts } : null;
    }

    private static void AddTexts(Dictionary<string, string> texts, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
                AddTexts(texts, name.Length == 0 ? member.Name : $"{name}/{member.Name}", member.Value);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            if (value.GetArrayLength() > 0) texts[name] = string.Join(",", value.EnumerateArray().Select(item => item.ToString()));
        }
        else
        {
            texts[name] = value.ToString();
        }
    }

    // arn:…:repository/NAME, where NAME may have slashes of its own.
    private static string? RepositoryName(string? id)
    {
        const string Prefix = "repository/";
        return Arn.Parse(id)?.Resource is { } resource && resource.StartsWith(Prefix, StringComparison.Ordinal)
            ? resource.Substring(Prefix.Length) : null;
    }

    private static string? Date(DateTimeOffset? date) => date is { } known ? AsffTime.Seconds(known) : null;
}
