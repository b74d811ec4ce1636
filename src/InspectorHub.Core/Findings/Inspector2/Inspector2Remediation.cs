using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>What to do about a finding.</summary>
public sealed class Inspector2Remediation
{
    /// <summary>The advice.</summary>
    public Inspector2Recommendation? Recommendation { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Recommendation);
}
