using System.Text.Json.Serialization;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>What is known about a resource: one member, named after the resource's type.</summary>
public sealed class AsffResourceDetails
{
    public AsffEc2Instance? AwsEc2Instance { get; set; }

    public AsffEcrContainerImage? AwsEcrContainerImage { get; set; }

    public AsffEcrRepository? AwsEcrRepository { get; set; }

    public AsffLambdaFunction? AwsLambdaFunction { get; set; }

    /// <summary>A container or its image.</summary>
    public AsffContainer? Container { get; set; }

    /// <summary>A repository of source code.</summary>
    public AsffCodeRepository? CodeRepository { get; set; }

    /// <summary>A resource of Azure: any JSON.</summary>
    [JsonConverter(typeof(AsffFreeJson))]
    public object? AzureResource { get; set; }

    /// <summary>Free fields, at most 50, for what the format has no type for.</summary>
    public TextMap? Other { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    /// <inheritdoc/>
    public override string ToString() =>
        Words.Of(
            AwsEc2Instance, AwsEcrContainerImage, AwsEcrRepository, AwsLambdaFunction, Container, CodeRepository,
            AsffFreeJson.TextOf(AzureResource), Other, Unmodeled);
}
