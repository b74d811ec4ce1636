using InspectorHub.Emulator.Filters;

namespace InspectorHub.Emulator.Store;

/// <summary>Takes what is wanted of a finding, which is only lent: null passes it over.</summary>
/// <param name="finding">The finding.</param>
internal delegate T? FindingProjection<out T>(StoredFinding finding)
    where T : class;
