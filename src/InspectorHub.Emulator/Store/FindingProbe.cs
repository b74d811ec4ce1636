namespace InspectorHub.Emulator.Store;

/// <summary>Whether anything may be wanted of a finding, which is only lent.</summary>
/// <param name="json">The finding as UTF-8 JSON.</param>
internal delegate bool FindingProbe(ReadOnlySpan<byte> json);
