namespace InspectorHub.Reports;

/// <summary>An open finding that wants somebody's attention.</summary>
/// <param name="Severity">CRITICAL or HIGH.</param>
/// <param name="Title">Its title.</param>
/// <param name="ResourceId">What it is on.</param>
/// <param name="VulnerabilityId">The vulnerability, where it has one.</param>
/// <param name="Remedy">What to do, where somebody has said so.</param>
/// <param name="HasExploit">Whether an exploit is known.</param>
public sealed record UrgentFinding(
    string Severity, string? Title, string? ResourceId, string? VulnerabilityId, string? Remedy, bool HasExploit);
