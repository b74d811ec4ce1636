using System.Text.Json.Serialization;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>An image in ECR.</summary>
public sealed class AsffEcrContainerImage
{
    /// <summary>The account of the registry.</summary>
    public string? RegistryId { get; set; }

    public string? RepositoryName { get; set; }

    /// <summary>For example amd64.</summary>
    public string? Architecture { get; set; }

    /// <summary>sha256:…</summary>
    public string? ImageDigest { get; set; }

    public ItemList<string>? ImageTags { get; set; }

    /// <summary>When it was pushed.</summary>
    [JsonIgnore]
    public DateTimeOffset? ImagePublishedAt
    {
        get => AsffTime.Read(ImagePublishedAtText);
        set => ImagePublishedAtText = AsffTime.Write(value, ImagePublishedAtText);
    }

    /// <summary>The same as it is written.</summary>
    [JsonInclude]
    [JsonPropertyName("ImagePublishedAt")]
    [JsonConverter(typeof(AsffTimeConverter))]
    internal string? ImagePublishedAtText { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(RepositoryName, ImageTags, ImageDigest);
}
