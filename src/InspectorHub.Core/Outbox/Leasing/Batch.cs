using InspectorHub.Asff.Rules;

namespace InspectorHub.Outbox.Leasing;

/// <summary>The findings of one call: as many as fit by count and by bytes of UTF-8, the envelope included.</summary>
internal sealed class Batch
{
    private const int EnvelopeBytes = 15; // {"Findings":[]}
    private readonly List<LeasedFinding> findings = [];
    private int bytes = EnvelopeBytes;

    public IReadOnlyList<LeasedFinding> Findings => findings;

    /// <summary>Adds a finding if there is room. A finding too large for any call goes in alone: Security Hub will say so.</summary>
    public bool TryAdd(LeasedFinding finding)
    {
        var comma = findings.Count == 0 ? 0 : 1;
        if (findings.Count > 0 && bytes + comma + finding.Body.Length > AsffLimits.BatchBytes) return false;
        findings.Add(finding);
        bytes += comma + finding.Body.Length;
        return true;
    }
}
