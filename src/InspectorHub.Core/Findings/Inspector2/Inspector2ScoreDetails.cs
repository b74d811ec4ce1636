using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>How the Inspector score came about.</summary>
public sealed class Inspector2ScoreDetails
{
    /// <summary>The score after adjustment.</summary>
    public AdjustedCvss? AdjustedCvss { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(AdjustedCvss);
}
