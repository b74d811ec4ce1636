using InspectorHub.Ocsf;

namespace InspectorHub.Aws.HubV2;

/// <summary>A page of GetFindingsV2.</summary>
/// <param name="Findings">Up to 100 findings of any product and class, as Security Hub holds them.</param>
/// <param name="NextToken">Asks for the next page; null after the last.</param>
public sealed record OcsfPage(IReadOnlyList<OcsfFinding> Findings, string? NextToken);
