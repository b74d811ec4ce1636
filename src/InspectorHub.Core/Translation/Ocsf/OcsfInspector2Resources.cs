using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Ocsf;
using InspectorHub.Translation.Inspector2;

namespace InspectorHub.Translation.Ocsf;

/// <summary>What a finding is about: Inspector's resources to OCSF's, with Inspector's own details in <c>data</c>.</summary>
internal static class OcsfInspector2Resources
{
    private const string Ec2Instance = "AWS_EC2_INSTANCE";
    private const string LambdaFunction = "AWS_LAMBDA_FUNCTION";
    private const string EcrImage = "AWS_ECR_CONTAINER_IMAGE";
    private const string EcrRepository = "AWS_ECR_REPOSITORY";

    private const string Azure = "Azure";

    /// <summary>The provider that need not be told.</summary>
    public const string Aws = "AWS";

    // What Inspector puts behind the ARN of a function whose findings are of no published version; the hub does not.
    private const string LatestVersion = ":$LATEST";

    public static void Write(OcsfWriter json, Inspector2Finding finding, Arn arn, string account, OcsfVersion version)
    {
        json.StartList("resources");
        var isFirst = true;
        foreach (var resource in finding.Resources ?? [])
        {
            if (resource is null) continue;
            var isOfAws = Inspector2Resources.IsOfAws(resource);
            json.Start();
            json.Text("cloud_partition", resource.Partition ?? (isOfAws ? arn.Partition : Inspector2Resources.AzurePartition));
            WriteData(json, resource.Details);
            WriteNames(json, resource);
            WriteOwner(json, resource, account);
            if (version.HasCloudResources) json.Text("provider", ProviderOf(resource));
            json.Text("region", resource.Region ?? arn.Region);
            if (isFirst) WritePath(json, finding.NetworkReachabilityDetails);
            OcsfTags.Write(json, resource.Tags);
            json.RequiredText("type", TypeOf(resource.Type));
            json.End();
            isFirst = false;
        }

        json.End();
    }

    /// <summary>Who provides a resource, as the hub writes it.</summary>
    public static string ProviderOf(Inspector2Resource resource) => resource.Provider switch
    {
        null or "" => Inspector2Resources.IsOfAws(resource) ? Aws : Azure,
        "AZURE" => Azure,
        var provider => provider,
    };

    // The account is that of the provider, where it says one.
    private static void WriteOwner(OcsfWriter json, Inspector2Resource resource, string account)
    {
        json.Start("owner");
        json.Start("account");
        json.Text("uid", AsffText.First(resource.ProviderAccountId, account));
        json.End();
        json.Start("org");
        json.Text("uid", resource.ProviderOrgId);
        json.End();
        json.End();
    }

    private static string? TypeOf(string? type) => type switch
    {
        Ec2Instance => "AWS::EC2::Instance",
        EcrImage or EcrRepository => "AWS::ECR::Repository",
        LambdaFunction => "AWS::Lambda::Function",
        _ => type,
    };

    // The hub names an instance by its id alone, a function by its name and by its ARN.
    private static void WriteNames(OcsfWriter json, Inspector2Resource resource)
    {
        var arn = Arn.Parse(resource.Id);
        if (arn is null || resource.Id is not { } id)
        {
            json.RequiredText("uid", resource.Id);
            return;
        }

        switch (resource.Type)
        {
            case Ec2Instance:
                json.Text("uid", LastPart(arn.Value.Resource, '/'));
                return;
            case LambdaFunction:
                id = id.EndsWith(LatestVersion, StringComparison.Ordinal) ? id.Substring(0, id.Length - LatestVersion.Length) : id;
                Write(resource.Details?.AwsLambdaFunction?.FunctionName ?? FunctionOf(arn.Value.Resource));
                return;
            case EcrImage or EcrRepository when AfterFirst(arn.Value.Resource, '/') is { Length: > 0 } image:
                json.Text("name", resource.Details?.AwsEcrContainerImage?.RepositoryName);
                json.Text("uid", image);
                break;
            default:
                json.Text("uid", id);
                return;
        }

        json.Text("uid_alt", id);

        void Write(string? name)
        {
            json.Text("name", name);
            json.Text("uid", AsffText.First(name, id));
            json.Text("uid_alt", id);
        }
    }

    private static string LastPart(string text, char separator) => text.Substring(text.LastIndexOf(separator) + 1);

    private static string? AfterFirst(string text, char separator) =>
        text.IndexOf(separator) is var at and >= 0 ? text.Substring(at + 1) : null;

    // function:NAME or function:NAME:QUALIFIER
    private static string? FunctionOf(string resource) => resource.Split(':') is [_, var name, ..] ? name : null;

    private static void WriteData(OcsfWriter json, Inspector2ResourceDetails? details)
    {
        json.Start("data");
        if (details?.AwsEc2Instance is { } instance) Write(json, instance);
        if (details?.AwsEcrContainerImage is { } image) Write(json, image);
        if (details?.AwsLambdaFunction is { } function) Write(json, function);
        if (details?.CodeRepository is { } repository) Write(json, repository);
        OcsfGeneralDetails.WriteData(json, details);
        json.End();
    }

    private static void Write(OcsfWriter json, Ec2InstanceDetails instance)
    {
        json.Start("awsEc2InstanceDetails");
        json.Text("iamInstanceProfileArn", instance.IamInstanceProfileArn);
        json.Text("imageId", instance.ImageId);
        json.Texts("ipV4Addresses", instance.IpV4Addresses);
        json.Texts("ipV6Addresses", instance.IpV6Addresses);
        json.Text("keyName", instance.KeyName);
        json.Text("launchedAt", Date(instance.LaunchedAt));
        json.Text("platform", instance.Platform);
        json.Text("subnetId", instance.SubnetId);
        json.Text("type", instance.Type);
        json.Text("vpcId", instance.VpcId);
        json.End();
    }

    private static void Write(OcsfWriter json, EcrContainerImageDetails image)
    {
        json.Start("awsEcrContainerImageDetails");
        json.Text("architecture", image.Architecture);
        json.Text("author", image.Author);
        json.Text("imageHash", image.ImageHash);
        json.Texts("imageTags", image.ImageTags);
        json.Number("inUseCount", image.InUseCount);
        json.Text("lastInUseAt", Date(image.LastInUseAt));
        json.Text("platform", image.Platform);
        json.Text("pushedAt", Date(image.PushedAt));
        json.Text("registry", image.Registry);
        json.Text("repositoryName", image.RepositoryName);
        json.End();
    }

    private static void Write(OcsfWriter json, LambdaFunctionDetails function)
    {
        json.Start("awsLambdaFunctionDetails");
        json.Texts("architectures", function.Architectures);
        json.Text("codeSha256", function.CodeSha256);
        json.Text("executionRoleArn", function.ExecutionRoleArn);
        json.Text("functionName", function.FunctionName);
        json.Text("lastModifiedAt", Date(function.LastModifiedAt));
        json.Texts("layers", function.Layers);
        json.Text("packageType", function.PackageType);
        json.Text("runtime", function.Runtime);
        json.Text("version", function.Version);
        json.Start("vpcConfig");
        json.Texts("securityGroupIds", function.VpcConfig?.SecurityGroupIds);
        json.Texts("subnetIds", function.VpcConfig?.SubnetIds);
        json.Text("vpcId", function.VpcConfig?.VpcId);
        json.End();
        json.End();
    }

    private static void Write(OcsfWriter json, CodeRepositoryDetails repository)
    {
        json.Start("codeRepositoryDetails");
        json.Text("integrationArn", repository.IntegrationArn);
        json.Text("projectName", repository.ProjectName);
        json.Text("providerType", repository.ProviderType);
        json.End();
    }

    // The way in, from the outermost component to the resource; what may come in stands with the whole path.
    private static void WritePath(OcsfWriter json, NetworkReachabilityDetails? reachability)
    {
        var steps = (reachability?.NetworkPath?.Steps ?? []).Where(step => step?.ComponentId is not null).ToList();
        if (steps.Count == 0) return;
        json.Start("resource_relationship");
        json.StartList("edges");
        for (var i = 1; i < steps.Count; i++)
        {
            json.Start();
            json.Flag("is_directed", true);
            json.Text("name", $"{i}");
            json.RequiredText("source", steps[i - 1].ComponentId);
            json.RequiredText("target", steps[i].ComponentId);
            json.End();
        }

        json.End();
        json.Flag("is_directed", true);
        json.Text("name", "networkPath");
        json.StartList("nodes");
        foreach (var step in steps)
        {
            json.Start();
            json.Start("data");
            json.Text("componentArn", step.ComponentArn);
            json.End();
            json.Text("type", step.ComponentType);
            json.RequiredText("uid", step.ComponentId);
            json.End();
        }

        json.End();
        json.End();
    }

    // Seen without a fraction where it is zero.
    internal static string? Date(DateTimeOffset? date) =>
        date is not { } time ? null
        : time.UtcTicks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerMillisecond ? AsffTime.Seconds(time)
        : AsffTime.Milliseconds(time);
}
