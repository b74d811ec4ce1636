using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectorHub.Asff;

/// <summary>An image in ECR.</summary>
public sealed class AsffEcrContainerImage
{
    /// <summary>The account of the registry.</summary>
    public string? RegistryId { get; set; }

    /// <summary>The repository.</summary>
    public string? RepositoryName { get; set; }

    /// <summary>For example amd64.</summary>
    public string? Architecture { get; set; }

    /// <summary>sha256:…</summary>
    public string? ImageDigest { get; set; }

    /// <summary>Its tags.</summary>
    public List<string>? ImageTags { get; set; }

    /// <summary>When it was pushed.</summary>
    public string? ImagePublishedAt { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unmodeled { get; set; }
}
