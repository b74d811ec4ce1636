namespace InspectorHub.Asff;

/// <summary>Where the customer's investigation stands.</summary>
public sealed class AsffWorkflow
{
    /// <summary>NEW, NOTIFIED, RESOLVED or SUPPRESSED.</summary>
    public string? Status { get; set; }
}
