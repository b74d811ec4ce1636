using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>The detector behind a finding in code.</summary>
public sealed class AsffGeneratorDetails
{
    public string? Name { get; set; }

    /// <summary>What it looks for.</summary>
    public string? Description { get; set; }

    /// <summary>At most 10 tags.</summary>
    public ItemList<string>? Labels { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";
}
