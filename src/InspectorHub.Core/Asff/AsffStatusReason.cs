namespace InspectorHub.Asff;

/// <summary>A reason for the status of a check.</summary>
public sealed class AsffStatusReason
{
    /// <summary>A code that stands for the reason.</summary>
    public string? ReasonCode { get; set; }

    /// <summary>The reason in words.</summary>
    public string? Description { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Description ?? ReasonCode ?? "";
}
