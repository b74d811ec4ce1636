namespace InspectorHub.Emulator.Store;

/// <summary>
/// A finding as the store takes it: its JSON, and beside it what findings are most often asked for by, so that a search need
/// not open them all.
/// </summary>
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

    // What is long, from the shorter on.
    private static readonly string[] Last =
        ["Description", "Remediation", "FindingProviderFields", "ProductFields", "Resources", "Vulnerabilities"];

    /// <summary>Takes a finding, whose long members it puts last: whoever looks for something else is through before them.</summary>
    public static FindingEntry Of(JsonMembers finding)
    {
        foreach (var member in Last) finding.MoveToEnd(member);
        return new FindingEntry(
            finding.ToUtf8(), finding.Text("RecordState"), finding.Object("Severity")?.Text("Label"), finding.Object("Workflow")?
                .Text("Status"));
    }
}
