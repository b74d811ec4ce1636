using System.Text.Json.Serialization;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>A Lambda function.</summary>
public sealed class AsffLambdaFunction
{
    public string? FunctionName { get; set; }

    /// <summary>For example python3.12.</summary>
    public string? Runtime { get; set; }

    /// <summary>Hash of the deployment package.</summary>
    public string? CodeSha256 { get; set; }

    public string? Version { get; set; }

    /// <summary>Execution role.</summary>
    public string? Role { get; set; }

    public ItemList<AsffLambdaLayer>? Layers { get; set; }

    /// <summary>Its network.</summary>
    public AsffLambdaVpcConfig? VpcConfig { get; set; }

    /// <summary>Image or Zip.</summary>
    public string? PackageType { get; set; }

    /// <summary>x86_64 or arm64.</summary>
    public ItemList<string>? Architectures { get; set; }

    /// <summary>When it was last changed.</summary>
    [JsonIgnore]
    public DateTimeOffset? LastModified
    {
        get => AsffTime.Read(LastModifiedText);
        set => LastModifiedText = AsffTime.Write(value, LastModifiedText);
    }

    /// <summary>The same as it is written.</summary>
    [JsonInclude]
    [JsonPropertyName("LastModified")]
    [JsonConverter(typeof(AsffTimeConverter))]
    internal string? LastModifiedText { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(FunctionName, Runtime);
}
