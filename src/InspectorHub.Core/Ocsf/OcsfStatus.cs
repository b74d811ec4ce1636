namespace InspectorHub.Ocsf;

/// <summary>What has become of a finding. Source: OCSF, <c>status_id</c>.</summary>
/// <param name="Id">0 Unknown, 1 New, 3 Suppressed, 4 Resolved, 99 Other.</param>
/// <param name="Name">The caption of the id; with 99 the product's own word.</param>
internal readonly record struct OcsfStatus(int Id, string Name)
{
    public static OcsfStatus New { get; } = new(1, "New");

    public static OcsfStatus Resolved { get; } = new(4, "Resolved");

    /// <param name="status">Inspector's: ACTIVE, SUPPRESSED or CLOSED.</param>
    public static OcsfStatus Of(string? status) => status switch
    {
        "ACTIVE" => New,
        "SUPPRESSED" => new(3, "Suppressed"),
        "CLOSED" => Resolved,
        null or "" => new(0, "Unknown"),
        _ => new(99, status),
    };
}
