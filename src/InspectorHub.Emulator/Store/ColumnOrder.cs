namespace InspectorHub.Emulator.Store;

/// <summary>The order of a column: findings without a value come last, equal ones as they came, or the other way round.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsDescending">The largest first.</param>
internal sealed record ColumnOrder(string Column, bool IsDescending)
{
    /// <summary>The order by a place of findings; null where there is no index of what is there.</summary>
    public static ColumnOrder? By(string path, bool isDescending) =>
        FindingColumn.Indexed.FirstOrDefault(column => column.Path == path) is { } found
            ? new ColumnOrder(found.Name, isDescending)
            : null;
}
