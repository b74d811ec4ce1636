using System.Text.Json.Serialization;

namespace InspectorHub.Asff;

/// <summary>A repository in ECR.</summary>
public sealed class AsffEcrRepository
{
    public string? Arn { get; set; }

    public string? RepositoryName { get; set; }

    /// <summary>Members of the document that this model does not name; they are written back as they came.</summary>
    [JsonExtensionData]
    public AsffMembers? Unmodeled { get; set; }

    /// <inheritdoc/>
    public override string ToString() => RepositoryName ?? Arn ?? "";
}
