using InspectorHub.Asff;

namespace InspectorHub.Aws.SecurityHub;

/// <summary>A page of GetFindings.</summary>
/// <param name="Findings">Up to 100 findings, as Security Hub holds them.</param>
/// <param name="NextToken">Asks for the next page; null after the last.</param>
public sealed record FindingsPage(IReadOnlyList<AsffFinding> Findings, string? NextToken);
