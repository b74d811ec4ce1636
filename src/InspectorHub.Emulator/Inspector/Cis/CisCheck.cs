using InspectorHub.Findings.Cis;

namespace InspectorHub.Emulator.Inspector.Cis;

/// <summary>A check over the instances of an account: its first result stands for what they have in common.</summary>
internal sealed record CisCheck(CisFinding First, CisStatusCounts Counts);
