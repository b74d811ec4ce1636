using System.Globalization;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation;

public sealed class ScoreTextTests
{
    [Theory]
    [InlineData(ScoreText.Exact)]
    [InlineData(ScoreText.AsWritten)]
    public void Scores_are_as_dotnet_formats_them(string format) => Assert.All(
        Enumerable.Range(-20, 1100).Select(hundredths => hundredths / 100.0),
        score => Assert.Equal(score.ToString(format, CultureInfo.InvariantCulture), ScoreText.Of(score, format)));

    [Fact]
    public void A_score_of_two_decimals_is_rounded_in_either_way()
    {
        Assert.Equal("1.2", ScoreText.Of(1.15, ScoreText.AsWritten));
        Assert.Equal("1.1", ScoreText.Of(1.15, ScoreText.Exact));
    }

    [Theory]
    [InlineData(10, "10.0")]
    [InlineData(7.5, "7.5")]
    [InlineData(0, "0.0")]
    [InlineData(12.34, "12.3")]
    public void A_score_has_one_decimal(double score, string expected) => Assert.Equal(expected, ScoreText.Of(score, ScoreText.Exact));
}
