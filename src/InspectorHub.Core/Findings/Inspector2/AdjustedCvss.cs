using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>A CVSS score adjusted for the environment.</summary>
public sealed class AdjustedCvss
{
    /// <summary>Who gave the score that was adjusted.</summary>
    public string? ScoreSource { get; set; }

    /// <summary>Where the CVSS data come from.</summary>
    public string? CvssSource { get; set; }

    /// <summary>CVSS version.</summary>
    public string? Version { get; set; }

    /// <summary>0 to 10.</summary>
    public double? Score { get; set; }

    public string? ScoringVector { get; set; }

    /// <summary>What was changed.</summary>
    public ItemList<CvssAdjustment>? Adjustments { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(ScoreSource, Version, Score, ScoringVector);
}
