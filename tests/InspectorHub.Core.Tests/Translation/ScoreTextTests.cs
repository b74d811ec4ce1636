using System.Globalization;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation;

public sealed class ScoreTextTests
{
    [Fact]
    public void Scores_are_as_dotnet_formats_them() => Assert.All(
        Enumerable.Range(-20, 1100).Select(hundredths => hundredths / 100.0),
        score => Assert.Equal(score.ToString("F1", CultureInfo.InvariantCulture), ScoreText.Of(score)));

    [Theory]
    [InlineData(10, "10.0")]
    [InlineData(7.5, "7.5")]
    [InlineData(0, "0.0")]
    [InlineData(12.34, "12.3")]
    public void A_score_has_one_decimal(double score, string expected) => Assert.Equal(expected, ScoreText.Of(score));
}
