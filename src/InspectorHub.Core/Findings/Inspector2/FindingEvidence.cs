using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>Something that speaks for a finding.</summary>
public sealed class FindingEvidence
{
    /// <summary>The rule that it follows from.</summary>
    public string? EvidenceRule { get; set; }

    /// <summary>What was found.</summary>
    public string? EvidenceDetail { get; set; }

    /// <summary>How bad that is.</summary>
    public string? Severity { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(EvidenceRule, EvidenceDetail);
}
