using System.Globalization;

namespace InspectorHub.Translation;

/// <summary>Scores as text with one decimal.</summary>
internal static class ScoreText
{
    private const int Highest = 10;
    private const string Format = "F1";

    // Nearly all have one, and formatting a number takes a tenth of the time that the rest of a finding does.
    private static readonly string[] Tenths =
        [.. Enumerable.Range(0, (10 * Highest) + 1).Select(tenths => (tenths / 10.0).ToString(Format, CultureInfo.InvariantCulture))];

    public static string Of(double score)
    {
        if (score is > 0 and <= Highest && (int)Math.Round(10 * score) is var tenths && tenths / 10.0 == score) return Tenths[tenths];
        return score.ToString(Format, CultureInfo.InvariantCulture);
    }
}
