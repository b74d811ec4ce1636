using InspectorHub.Emulator.Filters;

namespace InspectorHub.Emulator.Store;

/// <summary>A value of a finding that stands beside its JSON, so that a search for it need not open the findings.</summary>
/// <param name="Name">The column.</param>
/// <param name="Attribute">The attribute that GetFindings filters by.</param>
/// <param name="Path">Where it stands in a finding.</param>
/// <param name="Read">Takes it from a finding: a text, a number, or the ticks of a time; null where there is none.</param>
/// <param name="HasIndex">An index is made when it is first asked for in its order, whose pages come without sorting from then on.</param>
internal sealed record FindingColumn(string Name, string Attribute, string Path, Func<JsonMembers, object?> Read, bool HasIndex = true)
{
    public static readonly IReadOnlyList<FindingColumn> All =
    [
        Time("created_at", "CreatedAt"),
        Time("last_observed_at", "LastObservedAt"),
        new("record_state", "RecordState", "RecordState", finding => finding.Text("RecordState"), HasIndex: false),
        new("severity_label", "SeverityLabel", "Severity.Label", finding => finding.Object("Severity")?.Text("Label")),
        new("severity_normalized", "SeverityNormalized", "Severity.Normalized",
            finding => (long?)finding.Object("Severity")?.Number("Normalized")),
        new("title", "Title", "Title", finding => finding.Text("Title")),
        new("workflow_status", "WorkflowStatus", "Workflow.Status", finding => finding.Object("Workflow")?.Text("Status"), HasIndex: false),
    ];

    /// <summary>The provider's UpdatedAt, which the store also asks for itself.</summary>
    public static readonly FindingColumn UpdatedAt = Time("updated_at", "UpdatedAt");

    /// <summary>Those that may have an index.</summary>
    public static IEnumerable<FindingColumn> Indexed => All.Append(UpdatedAt).Where(column => column.HasIndex);

    private static FindingColumn Time(string name, string member) =>
        new(name, member, member, finding => FindingTime.Parse(finding.Text(member))?.UtcTicks);
}
