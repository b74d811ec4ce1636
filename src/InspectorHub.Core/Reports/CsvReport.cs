using System.Globalization;
using InspectorHub.Asff;
using InspectorHub.Common;

namespace InspectorHub.Reports;

/// <summary>
/// Findings as comma-separated values (RFC 4180), a line each, that a spreadsheet shows and does not calculate: whoever names a resource
/// or writes a title may begin it as a formula begins, and such text gets an apostrophe before it, as a spreadsheet marks text.
/// </summary>
public sealed class CsvReport
{
    // With the marks of wide East Asian text, which some spreadsheets take for the narrow ones.
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    private static readonly (string Name, Func<AsffFinding, object?> Value)[] Columns =
    [
        ("AccountId", finding => finding.AwsAccountId),
        ("Region", AsffColumns.Region),
        ("ResourceId", AsffColumns.ResourceId),
        ("ResourceType", AsffColumns.ResourceType),
        ("VulnerabilityId", AsffColumns.VulnerabilityId),
        ("Package", AsffColumns.Package),
        ("FixedInVersion", AsffColumns.FixedInVersion),
        ("Exploit", AsffColumns.Exploit),
        ("Epss", finding => AsffColumns.Epss(finding)),
        ("Severity", finding => finding.Severity?.Label),
        ("Title", finding => finding.Title),
        ("RecordState", finding => finding.RecordState),
        ("FirstObservedAt", finding => finding.FirstObservedAt ?? finding.CreatedAt),
        ("UpdatedAt", finding => finding.UpdatedAt),
        ("Remediation", finding => finding.Remediation?.Recommendation?.Text),
        ("Id", finding => finding.Id),
    ];

    private readonly TextWriter writer;

    /// <summary>Writes the names of the columns.</summary>
    /// <param name="writer">Where to.</param>
    public CsvReport(TextWriter writer)
    {
        this.writer = writer;
        WriteLine(Columns.Select(column => column.Name));
    }

    /// <summary>Writes a finding.</summary>
    public void Add(AsffFinding finding) => WriteLine(Columns.Select(column => Text(column.Value(finding))));

    private void WriteLine(IEnumerable<string> cells) =>
        writer.Write(string.Join(",", cells.Select(cell => $"\"{cell.Replace("\"", "\"\"")}\"")) + "\r\n");

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => Harmless(CleanText.Of(text)),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Harmless(string text) => text.Length > 0 && FormulaStarts.IndexOf(text[0]) >= 0 ? "'" + text : text;
}
