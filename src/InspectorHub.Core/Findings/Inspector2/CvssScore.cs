using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>A CVSS score as published.</summary>
public sealed class CvssScore
{
    /// <summary>0 to 10.</summary>
    public double? BaseScore { get; set; }

    public string? ScoringVector { get; set; }

    /// <summary>CVSS version.</summary>
    public string? Version { get; set; }

    /// <summary>Who scored.</summary>
    public string? Source { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Source, Version, BaseScore, ScoringVector);
}
