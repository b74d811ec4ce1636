using System.Text.Json.Serialization;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>An EC2 instance.</summary>
public sealed class AsffEc2Instance
{
    /// <summary>Instance type.</summary>
    public string? Type { get; set; }

    /// <summary>The AMI.</summary>
    public string? ImageId { get; set; }

    /// <summary>At most 10.</summary>
    public ItemList<string>? IpV4Addresses { get; set; }

    /// <summary>At most 10.</summary>
    public ItemList<string>? IpV6Addresses { get; set; }

    /// <summary>SSH key.</summary>
    public string? KeyName { get; set; }

    /// <summary>Its role's profile.</summary>
    public string? IamInstanceProfileArn { get; set; }

    public string? VpcId { get; set; }

    public string? SubnetId { get; set; }

    /// <summary>When it was started.</summary>
    [JsonIgnore]
    public DateTimeOffset? LaunchedAt
    {
        get => AsffTime.Read(LaunchedAtText);
        set => LaunchedAtText = AsffTime.Write(value, LaunchedAtText);
    }

    /// <summary>The same as it is written.</summary>
    [JsonInclude]
    [JsonPropertyName("LaunchedAt")]
    [JsonConverter(typeof(AsffTimeConverter))]
    internal string? LaunchedAtText { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Type, ImageId, VpcId);
}
