namespace InspectorHub.Reports;

/// <summary>A finding that Security Hub has refused.</summary>
/// <param name="FindingId">The finding.</param>
/// <param name="Lane">Account and Region.</param>
/// <param name="Reason">In Security Hub's words.</param>
public sealed record Refusal(string FindingId, string Lane, string Reason);
