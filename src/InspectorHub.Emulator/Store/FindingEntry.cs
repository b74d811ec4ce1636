namespace InspectorHub.Emulator.Store;

/// <summary>A finding as the store takes it: its JSON, and beside it what findings are most often asked for by, so that a search need not open them all.</summary>
/// <param name="Body">The finding as UTF-8 JSON, as GetFindings gives it.</param>
/// <param name="RecordState">ACTIVE or ARCHIVED.</param>
/// <param name="SeverityLabel">Severity.Label, where it has one.</param>
/// <param name="WorkflowStatus">Workflow.Status.</param>
internal sealed record FindingEntry(byte[] Body, string? RecordState, string? SeverityLabel, string? WorkflowStatus)
{
    /// <summary>The columns by the attribute that GetFindings filters by.</summary>
    public static readonly IReadOnlyDictionary<string, string> Columns = new Dictionary<string, string>
    {
        ["RecordState"] = "record_state",
        ["SeverityLabel"] = "severity_label",
        ["WorkflowStatus"] = "workflow_status",
    };

    public static FindingEntry Of(JsonMembers finding) => new(
        finding.ToUtf8(), finding.Text("RecordState"), finding.Object("Severity")?.Text("Label"), finding.Object("Workflow")?.Text("Status"));
}
