using System.Text.Json.Serialization;

namespace InspectorHub.Asff;

/// <summary>A container or its image.</summary>
public sealed class AsffContainer
{
    public string? Name { get; set; }

    /// <summary>Digest or id of the image.</summary>
    public string? ImageId { get; set; }

    public string? ImageName { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? ImageName ?? ImageId ?? "";
}
