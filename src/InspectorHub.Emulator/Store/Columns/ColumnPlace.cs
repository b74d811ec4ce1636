namespace InspectorHub.Emulator.Store.Columns;

/// <summary>What a column is of.</summary>
/// <param name="Path">Names with dots between.</param>
/// <param name="IsTime">Texts there are times, and in order as such.</param>
internal sealed record ColumnPlace(string Path, bool IsTime = false)
{
    /// <summary>
    /// What findings are mostly filtered and sorted by, which is written down when a finding comes. Any other column is made when it
    /// is first asked for, and kept up from then on.
    /// </summary>
    public static readonly IReadOnlyList<ColumnPlace> Usual =
    [
        new("CreatedAt", IsTime: true), new("UpdatedAt", IsTime: true), new("FirstObservedAt", IsTime: true),
        new("LastObservedAt", IsTime: true), new("Severity.Normalized"), new("Confidence"), new("Criticality"), new("Severity.Label"),
        new("Title"), new("RecordState"), new("Workflow.Status"), new("Compliance.Status"), new("ProductName"), new("GeneratorId"),
        new("AwsAccountId"), new("ProductArn"), new("Types"), new("VerificationState"), new("Resources.Type"), new("Resources.Id"),
    ];

    /// <summary>Of the usual ones those of which a finding has one text: equal ones are looked up in the column.</summary>
    public static bool IsLookedUp(string path) =>
        path is "Severity.Label" or "Title" or "RecordState" or "Workflow.Status" or "Compliance.Status" or "ProductName" or "GeneratorId"
            or "AwsAccountId";
}
