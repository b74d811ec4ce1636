using System.Runtime.InteropServices;

namespace InspectorHub.Compare;

/// <summary>What is kept of a finding that Security Hub holds.</summary>
/// <param name="UpdatedAt">Its UpdatedAt.</param>
/// <param name="RecordState">Its RecordState.</param>
/// <param name="Scope">What listing it belongs to: account and kind, or what was scanned; null for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HeldFinding(DateTimeOffset? UpdatedAt, string? RecordState, string? Scope);
