using System.Globalization;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Core.Tests.Findings;

public sealed class FindingDateTests
{
    [Theory]
    [InlineData("1458680301.37", "2016-03-22T20:58:21.370Z")]
    [InlineData("1458680301", "2016-03-22T20:58:21.000Z")]
    [InlineData("1.458680301E9", "2016-03-22T20:58:21.000Z")]
    [InlineData("1458680301370", "2016-03-22T20:58:21.370Z")]
    [InlineData("\"1458680301.37\"", "2016-03-22T20:58:21.370Z")]
    [InlineData("\"2020-11-16T19:36:26.753Z\"", "2020-11-16T19:36:26.753Z")]
    [InlineData("\"2020-11-16T19:36:26Z\"", "2020-11-16T19:36:26.000Z")]
    [InlineData("\"2020-11-16T19:36:26\"", "2020-11-16T19:36:26.000Z")]
    [InlineData("\"2020-11-16T19:36:26.753000+01:00\"", "2020-11-16T18:36:26.753Z")]
    [InlineData("\"2020-11-16T19:36:26.753-0800\"", "2020-11-17T03:36:26.753Z")]
    [InlineData("\"2025-12-26 14:21:44.742000+01:00\"", "2025-12-26T13:21:44.742Z")]
    [InlineData("\"2026-03-13 22:38:57+01:00\"", "2026-03-13T21:38:57.000Z")]
    [InlineData("\"2024-09-04\"", "2024-09-04T00:00:00.000Z")]
    [InlineData("\"Wed Sep 04 16:59:44.356 UTC 2024\"", "2024-09-04T16:59:44.356Z")]
    [InlineData("\"Wed Sep 04 16:59:44 UTC 2024\"", "2024-09-04T16:59:44.000Z")]
    [InlineData("\"Apr 1, 2022, 4:38:07 PM\"", "2022-04-01T16:38:07.000Z")]
    [InlineData("\"Dec 31, 2022, 12:00:00\u202fAM\"", "2022-12-31T00:00:00.000Z")]
    [InlineData("\"\\/Date(1458680301370)\\/\"", "2016-03-22T20:58:21.370Z")]
    public void Every_form_of_a_date_is_read(string json, string expected)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(expected, Read(json)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("null")]
    public void No_date_is_none(string json) => Assert.Null(Read(json));

    [Theory]
    [InlineData("\"some day\"")]
    [InlineData("true")]
    [InlineData("1e300")]
    [InlineData("\"Wed Foo 04 16:59:44.356 UTC 2024\"")]
    [InlineData("{}")]
    public void What_is_no_date_is_a_problem(string json)
    {
        var problem = Assert.Single(Documents.Read(Finding(json))).Problem!;
        Assert.Contains("updatedAt", problem.What, StringComparison.Ordinal);
    }

    private static DateTimeOffset? Read(string json) =>
        Assert.IsType<Inspector2Finding>(Assert.Single(Documents.Read(Finding(json))).Finding).UpdatedAt;

    private static string Finding(string date) => $$"""{"findingArn":"arn:x","inspectorScore":1,"updatedAt":{{date}}}""";
}
