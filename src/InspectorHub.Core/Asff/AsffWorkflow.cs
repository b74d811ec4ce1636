namespace InspectorHub.Asff;

/// <summary>Where the customer's investigation stands.</summary>
public sealed class AsffWorkflow
{
    /// <summary>Nobody has looked at the finding yet.</summary>
    public const string New = "NEW";

    /// <summary>NEW, NOTIFIED, RESOLVED or SUPPRESSED.</summary>
    public string? Status { get; set; }
}
