using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>A change that Inspector made to a score.</summary>
public sealed class AsffCvssAdjustment
{
    /// <summary>Which metric.</summary>
    public string? Metric { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Metric, Reason);
}
