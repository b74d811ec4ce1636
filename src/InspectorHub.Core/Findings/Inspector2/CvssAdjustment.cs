using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>A change to a score.</summary>
public sealed class CvssAdjustment
{
    /// <summary>Which metric.</summary>
    public string? Metric { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Metric, Reason);
}
