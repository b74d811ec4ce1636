using InspectorHub.Emulator.Filters;

namespace InspectorHub.Emulator.Store;

/// <summary>Looks at a finding, which is only lent.</summary>
/// <param name="row">Its row.</param>
/// <param name="finding">The finding.</param>
internal delegate void FindingVisitor(long row, StoredFinding finding);
