using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>An image in ECR.</summary>
public sealed class EcrContainerImageDetails
{
    public string? RepositoryName { get; set; }

    public ItemList<string>? ImageTags { get; set; }

    /// <summary>When it was pushed.</summary>
    public DateTimeOffset? PushedAt { get; set; }

    public string? Author { get; set; }

    /// <summary>For example amd64.</summary>
    public string? Architecture { get; set; }

    /// <summary>sha256:…</summary>
    public string? ImageHash { get; set; }

    /// <summary>The registry's account.</summary>
    public string? Registry { get; set; }

    /// <summary>Operating system.</summary>
    public string? Platform { get; set; }

    /// <summary>When a cluster last ran it.</summary>
    public DateTimeOffset? LastInUseAt { get; set; }

    /// <summary>How many run it.</summary>
    public long? InUseCount { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(RepositoryName, ImageTags, ImageHash);
}
