namespace InspectorHub.Emulator.Store.Columns;

/// <summary>Which findings are asked for, as far as columns tell.</summary>
/// <param name="Hubs">Those of these hubs.</param>
/// <param name="Wanted">Of each column one of these texts, by their numbers.</param>
/// <param name="Order">In this order.</param>
/// <param name="Rows">Only these; null for all.</param>
internal sealed record RowSelection(
    IReadOnlyCollection<long> Hubs, (FindingColumn Column, int[] Codes)[] Wanted, RowOrder Order, IReadOnlyCollection<long>? Rows)
{
    /// <summary>Whether a finding of one of the hubs has what is wanted.</summary>
    public bool Has(long row)
    {
        foreach (var (column, codes) in Wanted)
        {
            if (Array.IndexOf(codes, column.CodeAt(row)) < 0) return false;
        }

        return true;
    }
}
