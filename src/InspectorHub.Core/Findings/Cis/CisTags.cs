using InspectorHub.Common;

namespace InspectorHub.Findings.Cis;

/// <summary>Tags of an instance, each with its values. They read as their keys and values where text is wanted.</summary>
public sealed class CisTags : Dictionary<string, ItemList<string>>
{
    /// <summary>No tags.</summary>
    public CisTags() : base(StringComparer.Ordinal)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", this.Select(tag => $"{tag.Key}={tag.Value}"));
}
