namespace InspectorHub.Emulator.Store;

/// <summary>A finding as the store takes it: its JSON, and beside it what findings are most often asked for by.</summary>
/// <param name="Body">The finding as UTF-8 JSON, as GetFindings gives it.</param>
/// <param name="Columns">Its value of each of <see cref="FindingColumn.All"/>.</param>
internal sealed record FindingEntry(byte[] Body, IReadOnlyList<object?> Columns)
{
    // What is long, from the shorter on.
    private static readonly string[] Last =
        ["Description", "Remediation", "FindingProviderFields", "ProductFields", "Resources", "Vulnerabilities"];

    /// <summary>Takes a finding, whose long members it puts last: whoever looks for something else is through before them.</summary>
    public static FindingEntry Of(JsonMembers finding)
    {
        foreach (var member in Last) finding.MoveToEnd(member);
        return new FindingEntry(finding.ToUtf8(), [.. FindingColumn.All.Select(column => column.Read(finding))]);
    }
}
