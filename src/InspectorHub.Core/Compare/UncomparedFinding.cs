using InspectorHub.Findings;

namespace InspectorHub.Compare;

/// <summary>What Amazon Inspector lists and cannot be compared.</summary>
/// <param name="Problem">What is wrong where it could not be read; else <paramref name="Failure"/>.</param>
/// <param name="Finding">The finding, where it could be read.</param>
/// <param name="Failure">Why it has no form that Security Hub takes; else <paramref name="Problem"/>.</param>
public sealed record UncomparedFinding(FindingProblem? Problem, InspectorFinding? Finding, Exception? Failure);
