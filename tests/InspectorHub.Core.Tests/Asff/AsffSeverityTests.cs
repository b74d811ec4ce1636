using InspectorHub.Asff;

namespace InspectorHub.Core.Tests.Asff;

public sealed class AsffSeverityTests
{
    [Theory]
    [InlineData(-1, "INFORMATIONAL")]
    [InlineData(0, "INFORMATIONAL")]
    [InlineData(1, "LOW")]
    [InlineData(39, "LOW")]
    [InlineData(40, "MEDIUM")]
    [InlineData(69, "MEDIUM")]
    [InlineData(70, "HIGH")]
    [InlineData(89, "HIGH")]
    [InlineData(90, "CRITICAL")]
    [InlineData(100, "CRITICAL")]
    public void A_place_on_the_scale_has_a_label(int normalized, string label)
    {
        Assert.Equal(label, AsffSeverity.LabelOf(normalized));
        Assert.Equal(label, new AsffSeverity { Normalized = normalized }.ToString());
    }

    [Theory]
    [InlineData("informational", "INFORMATIONAL", 0)]
    [InlineData("Low", "LOW", 1)]
    [InlineData("MEDIUM", "MEDIUM", 40)]
    [InlineData("HIGH", "HIGH", 70)]
    [InlineData("critical", "CRITICAL", 90)]
    public void A_label_begins_somewhere_on_the_scale(string text, string label, int normalized)
    {
        var severity = AsffSeverity.Parse(text);
        Assert.Equal((label, normalized, (string?)null), (severity.Label, severity.Normalized, severity.Original));
        Assert.Equal(normalized, AsffSeverity.NormalizedOf(label));
        Assert.Equal("5", AsffSeverity.Of(label, "5").Original);
    }

    [Fact]
    public void What_is_no_label_is_none()
    {
        Assert.Null(AsffSeverity.NormalizedOf("UNTRIAGED"));
        Assert.Null(AsffSeverity.NormalizedOf(null));
        Assert.Throws<FormatException>(() => AsffSeverity.Parse("UNTRIAGED"));
        Assert.Equal("5.0", new AsffSeverity { Original = "5.0" }.ToString());
    }
}
