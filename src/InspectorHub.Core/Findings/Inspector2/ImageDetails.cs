using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>
/// A container image of any provider: Azure's, and beside <see cref="EcrContainerImageDetails"/> AWS's own. Source: Inspector2 API of
/// 2026, <c>Image</c>.
/// </summary>
public sealed class ImageDetails
{
    public string? RepositoryName { get; set; }

    /// <summary>Registry: an account of AWS, or a host of Azure.</summary>
    public string? Registry { get; set; }

    /// <summary>sha256:…</summary>
    public string? ImageDigest { get; set; }

    public ItemList<string>? ImageTags { get; set; }

    /// <summary>For example amd64.</summary>
    public string? Architecture { get; set; }

    /// <summary>Operating system.</summary>
    public string? Platform { get; set; }

    public string? Author { get; set; }

    /// <summary>When it was pushed.</summary>
    public DateTimeOffset? PushedAt { get; set; }

    /// <summary>When a cluster last ran it.</summary>
    public DateTimeOffset? LastInUseAt { get; set; }

    /// <summary>How many run it.</summary>
    public long? InUseCount { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(RepositoryName, ImageTags, ImageDigest);
}
