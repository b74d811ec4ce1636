namespace InspectorHub.Emulator.Store.Columns;

/// <summary>The first so many rows of an order, picked from all of them.</summary>
/// <param name="order">The order.</param>
/// <param name="count">How many; without a limit they are all sorted at the end.</param>
internal sealed class TopRows(RowOrder order, int count)
{
    private readonly List<long> rows = [];
    private readonly bool isSorted = count < int.MaxValue;

    public bool IsFull => rows.Count == count;

    /// <summary>Whether a row is among the first of those seen so far.</summary>
    public bool MayTake(long row) => !IsFull || order.Compare(row, rows[rows.Count - 1]) < 0;

    public void Take(long row)
    {
        if (!isSorted || order.IsAny)
        {
            rows.Add(row);
            return;
        }

        if (IsFull) rows.RemoveAt(rows.Count - 1);
        rows.Insert(~rows.BinarySearch(row, order), row);
    }

    public IReadOnlyList<long> InOrder()
    {
        if (!isSorted && !order.IsAny) rows.Sort(order);
        return rows;
    }
}
