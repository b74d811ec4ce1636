namespace InspectorHub.Emulator.Store.Columns;

/// <summary>An order by a place of findings: those without a value come last.</summary>
/// <param name="Place">The place.</param>
/// <param name="IsDescending">The largest first.</param>
internal sealed record ColumnOrder(ColumnPlace Place, bool IsDescending);
