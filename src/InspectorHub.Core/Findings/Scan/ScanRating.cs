using InspectorHub.Common;

namespace InspectorHub.Findings.Scan;

/// <summary>How bad somebody says a vulnerability is.</summary>
public sealed class ScanRating
{
    // From the worst down.
    private static readonly string[] Labels = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL"];

    /// <summary>Who says so.</summary>
    public string? Source { get; set; }

    /// <summary>In the source's words.</summary>
    public string? Severity { get; set; }

    /// <summary>0 to 10.</summary>
    public double? Score { get; set; }

    /// <summary>The CVSS vector.</summary>
    public string? Vector { get; set; }

    /// <summary>The CVSS version; null when the score is not CVSS.</summary>
    public string? Version { get; set; }

    internal string? Label => LabelOf(Severity);

    /// <summary>
    /// The highest of some ratings; null where none has a severity. Source: the counts that Inspector puts into its documents, which
    /// are those of the highest rating. Two that rate by one and the same vector say the same, whatever their words: theirs is
    /// then the word of their score (an Ubuntu priority beside NVD's severity, CVE-2020-1971).
    /// </summary>
    internal static string? Highest(IEnumerable<ScanRating> ratings)
    {
        string? highest = null;
        foreach (var vector in ratings.Where(rating => rating.Label is not null).GroupBy(rating => rating.Vector, StringComparer.Ordinal))
            highest = Higher(highest, OfOneVector([.. vector]));
        return highest;
    }

    /// <summary>The worse of two labels.</summary>
    internal static string? Higher(string? one, string? other) =>
        one is null ? other : other is null || Array.IndexOf(Labels, one) <= Array.IndexOf(Labels, other) ? one : other;

    // "unknown" and "other" say nothing: another source may.
    internal static string? LabelOf(string? severity) => severity?.ToUpperInvariant() switch
    {
        "INFO" or "NONE" => "INFORMATIONAL",
        { } label when Array.IndexOf(Labels, label) >= 0 => label,
        _ => null,
    };

    private static string? OfOneVector(List<ScanRating> ratings)
    {
        var highest = ratings.Aggregate((string?)null, (worst, rating) => Higher(worst, rating.Label));
        if (ratings[0] is not { Vector: not null, Score: { } score }) return highest;
        var ofScore = LabelOf(score);
        return ratings.Exists(rating => rating.Label == ofScore) ? ofScore : highest;
    }

    // The qualitative scale of CVSS 3.
    private static string LabelOf(double score) => score switch
    {
        >= 9 => "CRITICAL",
        >= 7 => "HIGH",
        >= 4 => "MEDIUM",
        > 0 => "LOW",
        _ => "INFORMATIONAL",
    };

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Source, Severity, Score);
}
