using System.Globalization;

namespace InspectorHub.Translation;

/// <summary>Scores as text with one decimal.</summary>
internal static class ScoreText
{
    /// <summary>Rounded by all the digits that the number really has: 1.15, which is a little less, is 1.1.</summary>
    public const string Exact = "F1";

    /// <summary>Rounded as it is written, half upwards: 1.15 is 1.2.</summary>
    public const string AsWritten = "0.0";

    private const int Highest = 10;

    // Nearly all have one, and formatting a number takes a tenth of the time that the rest of a finding does.
    private static readonly string[] Tenths =
        [.. Enumerable.Range(0, (10 * Highest) + 1).Select(tenths => (tenths / 10.0).ToString(Exact, CultureInfo.InvariantCulture))];

    /// <summary>The text of a score.</summary>
    /// <param name="score">Any number.</param>
    /// <param name="format">How one of more decimals is rounded: <see cref="Exact"/> or <see cref="AsWritten"/>.</param>
    public static string Of(double score, string format)
    {
        if (score is > 0 and <= Highest && (int)Math.Round(10 * score) is var tenths && tenths / 10.0 == score) return Tenths[tenths];
        return score.ToString(format, CultureInfo.InvariantCulture);
    }
}
