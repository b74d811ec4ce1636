using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>A resource that a finding is about.</summary>
public sealed class AsffResource
{
    private TextMap? tags;

    /// <summary>For example <c>AwsEc2Instance</c>; <c>Other</c> where the format has no type.</summary>
    public string? Type { get; set; }

    /// <summary>Its ARN where it has one.</summary>
    public string? Id { get; set; }

    /// <summary>For example aws, aws-cn, aws-us-gov or AzureCloud.</summary>
    public string? Partition { get; set; }

    /// <summary>Where it is.</summary>
    public string? Region { get; set; }

    /// <summary>AWS or Azure.</summary>
    public string? Provider { get; set; }

    /// <summary>Whose it is, where a provider other than AWS has it.</summary>
    public AsffResourceOwner? Owner { get; set; }

    /// <summary><c>Actor</c> or <c>Target</c>.</summary>
    public string? ResourceRole { get; set; }

    /// <summary>Its AWS tags, left out when there are none. Never null: what is added to an empty one is there.</summary>
    [AllowNull]
    [JsonIgnore]
    public TextMap Tags
    {
        get => tags ??= TextMap.Placeholder();
        set => tags = value;
    }

    /// <summary>The same as a document has it: null where it has none.</summary>
    [JsonInclude]
    [JsonPropertyName("Tags")]
    internal TextMap? GivenTags
    {
        get => TextMap.OrNull(tags);
        set => tags = value;
    }

    /// <summary>What is known about it.</summary>
    public AsffResourceDetails? Details { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    internal AsffResource Copy() => (AsffResource)MemberwiseClone();

    /// <inheritdoc/>
    public override string ToString() => Id ?? Type ?? "";
}
