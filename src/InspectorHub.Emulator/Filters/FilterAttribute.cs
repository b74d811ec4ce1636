namespace InspectorHub.Emulator.Filters;

/// <summary>An attribute to filter by: the shape of its filters, and where it stands in a finding.</summary>
/// <param name="Kind">The shape of its filters.</param>
/// <param name="Path">Names with dots between; lists on the way are looked through. Empty is the finding itself.</param>
internal sealed record FilterAttribute(FilterKind Kind, string Path);
