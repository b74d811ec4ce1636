namespace InspectorHub.Reports;

/// <summary>What is open on one resource.</summary>
/// <param name="Id">The resource's id, an ARN as a rule.</param>
/// <param name="Type">Its ASFF type.</param>
public sealed record ResourceTally(string Id, string? Type)
{
    /// <summary>Its open findings.</summary>
    public SeverityCounts Severities { get; } = new();
}
