using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>Exploit Prediction Scoring System.</summary>
public sealed class Epss
{
    /// <summary>0 to 1.</summary>
    public double? Score { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Score);
}
