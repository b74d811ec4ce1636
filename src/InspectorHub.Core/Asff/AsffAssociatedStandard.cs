namespace InspectorHub.Asff;

/// <summary>A standard that a check is part of.</summary>
public sealed class AsffAssociatedStandard
{
    /// <summary>Names the standard.</summary>
    public string? StandardsId { get; set; }

    /// <inheritdoc/>
    public override string ToString() => StandardsId ?? "";
}
