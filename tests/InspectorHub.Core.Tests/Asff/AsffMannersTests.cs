using System.Text;
using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Core.Tests.Asff;

public sealed class AsffMannersTests
{
    [Theory]
    [InlineData("2026-01-02T03:04:05Z")]
    [InlineData("2026-01-02T03:04:05.000Z")]
    [InlineData("2026-01-02T03:04:05.123456789Z")]
    [InlineData("2026-01-02T03:04:05+02:00")]
    public void A_date_is_written_as_it_was_read(string date)
    {
        var json = $$$"""{"Id":"1","CreatedAt":"{{{date}}}","Resources":[{"Id":"i-1","Details":{"AwsEc2Instance":{"LaunchedAt":"{{{date}}}"} } }],"Note":{"UpdatedAt":"{{{date}}}"} }""";

        var finding = Parse(json);

        Assert.Equal(DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture), finding.CreatedAt);
        Assert.Equal(json.Replace(" ", "", StringComparison.Ordinal), AsffJson.ToText(finding));
        finding.CreatedAt = finding.CreatedAt;
        Assert.Equal(json.Replace(" ", "", StringComparison.Ordinal), AsffJson.ToText(finding));
    }

    [Theory]
    [InlineData("\"yesterday\"")]
    [InlineData("1780000000")]
    public void A_date_that_is_none_is_refused_with_its_place(string date)
    {
        var failure = Assert.Throws<JsonException>(() => Parse($$"""{"Id":"1","UpdatedAt":{{date}}}"""));

        Assert.Equal("$.UpdatedAt", failure.Path);
        Assert.Contains("2026-08-07T09:30:00Z", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_that_is_set_is_written_in_utc_and_with_what_it_has_of_seconds()
    {
        var finding = new AsffFinding { CreatedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            UpdatedAt = new(2026, 1, 2, 3, 4, 5, 60, TimeSpan.Zero) };

        Assert.Equal("""{"CreatedAt":"2026-01-02T01:04:05Z","UpdatedAt":"2026-01-02T03:04:05.060Z"}""", AsffJson.ToText(finding));
        finding.CreatedAt = finding.UpdatedAt = null;
        Assert.Equal("{}", AsffJson.ToText(finding));
    }

    [Fact]
    public void Severities_of_all_products_order_by_rank()
    {
        Severity?[] severities = [AsffSeverity.Parse("high"), Severity.Of("Undefined"), new AsffSeverity { Normalized = 95 },
            Severity.Of("Low"), AsffSeverity.Of("INFORMATIONAL", "UNTRIAGED"), Severity.Of("Medium")];

        Assert.Equal(["Undefined", "INFORMATIONAL", "Low", "Medium", "HIGH", "CRITICAL"], severities.Order()
            .Select(severity => severity?.ToString()));
        Assert.Equal<Severity>(AsffSeverity.Of("HIGH", "7.5"), Severity.Of("High"));
        Assert.NotEqual<Severity>(AsffSeverity.Of("HIGH"), Severity.Of("Low"));
        Assert.Equal(70, new AsffSeverity(Severity.Of("High")!).Normalized);
        Assert.Throws<FormatException>(() => AsffSeverity.Parse("URGENT"));
        Assert.Throws<FormatException>(() => AsffSeverity.Parse("UNTRIAGED"));
    }

    [Fact]
    public void A_severity_is_written_as_it_was_read()
    {
        const string Json = """{"Severity":{"Label":"HIGH","Normalized":70,"Original":"7.5","Product":7},"FindingProviderFields":{"Severity":{"Label":"HIGH","Original":"7.5"}}}""";

        Assert.Equal(Json, AsffJson.ToText(Parse(Json)));
    }

    private static AsffFinding Parse(string json) => AsffJson.Parse(Encoding.UTF8.GetBytes(json));
}
