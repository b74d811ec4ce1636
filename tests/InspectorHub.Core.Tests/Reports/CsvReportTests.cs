using InspectorHub.Asff;
using InspectorHub.Reports;

namespace InspectorHub.Core.Tests.Reports;

public sealed class CsvReportTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"https://x.test\")", "\"'=HYPERLINK(\"\"https://x.test\"\")\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(1)", "\"'@SUM(1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    [InlineData("1=1, \"quoted\"", "\"1=1, \"\"quoted\"\"\"")]
    [InlineData("a\u001b[2J", "\"a [2J\"")]
    public void Text_is_no_formula_and_stays_in_its_cell(string title, string cell)
    {
        using var text = new StringWriter();
        new CsvReport(text).Add(new AsffFinding { Title = title });
        Assert.Equal($"\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",{cell},\"\",\"\",\"\",\"\",\"\"", text.ToString().Split("\r\n")[1]);
    }

    [Fact]
    public void Numbers_and_times_do_not_depend_on_the_culture()
    {
        using var text = new StringWriter();
        new CsvReport(text).Add(new AsffFinding
        {
            UpdatedAt = new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.FromHours(2)),
            Vulnerabilities = [new AsffVulnerability { EpssScore = 0.00044 }],
        });
        Assert.Contains("\"0.00044\"", text.ToString());
        Assert.Contains("\"2026-11-23 23:00:00Z\"", text.ToString());
    }
}
