namespace InspectorHub.Asff;

/// <summary>A customer's note on a finding.</summary>
public sealed class AsffNote
{
    /// <summary>At most 512 characters.</summary>
    public string? Text { get; set; }

    /// <summary>Who wrote it.</summary>
    public string? UpdatedBy { get; set; }

    /// <summary>When.</summary>
    public string? UpdatedAt { get; set; }
}
