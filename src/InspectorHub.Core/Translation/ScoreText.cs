using System.Globalization;
using InspectorHub.Common;

namespace InspectorHub.Translation;

/// <summary>Scores as text with one decimal.</summary>
internal static class ScoreText
{
    /// <summary>Rounded by all the digits that the number really has: 1.15, which is a little less, is 1.1.</summary>
    public const string Exact = "F1";

    /// <summary>Rounded as it is written, half upwards: 1.15 is 1.2.</summary>
    public const string AsWritten = "0.0";

    private static readonly string[] Scores = Tenths.Each(score => score.ToString(Exact, CultureInfo.InvariantCulture));

    /// <summary>The text of a score.</summary>
    /// <param name="score">Any number.</param>
    /// <param name="format">How one of more decimals is rounded: <see cref="Exact"/> or <see cref="AsWritten"/>.</param>
    public static string Of(double score, string format) =>
        Tenths.TryCount(score, out var tenths) ? Scores[tenths] : score.ToString(format, CultureInfo.InvariantCulture);
}
