namespace InspectorHub.Emulator.SecurityHubV2;

/// <summary>What customers may set, by number. Source: OCSF, <c>severity_id</c> and <c>status_id</c>.</summary>
internal static class OcsfCaptions
{
    public static readonly IReadOnlyDictionary<int, string> Severities = new Dictionary<int, string>
    {
        [0] = "Unknown",
        [1] = "Informational",
        [2] = "Low",
        [3] = "Medium",
        [4] = "High",
        [5] = "Critical",
        [6] = "Fatal",
        [99] = "Other",
    };

    public static readonly IReadOnlyDictionary<int, string> Statuses = new Dictionary<int, string>
    {
        [0] = "Unknown",
        [1] = "New",
        [2] = "In Progress",
        [3] = "Suppressed",
        [4] = "Resolved",
        [5] = "Archived",
        [6] = "Deleted",
        [99] = "Other",
    };
}
