namespace InspectorHub.Emulator.Store;

/// <summary>Takes what is wanted of a finding, which is only lent: null passes it over.</summary>
/// <param name="json">The finding as UTF-8 JSON.</param>
internal delegate T? FindingProjection<out T>(ReadOnlySpan<byte> json)
    where T : class;
