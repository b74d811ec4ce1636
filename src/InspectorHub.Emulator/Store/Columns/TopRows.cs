using System.Runtime.CompilerServices;
using InspectorHub.Common;

namespace InspectorHub.Emulator.Store.Columns;

/// <summary>
/// The first so many rows of an order after a place, picked from all of them. They are offered in the order in which equal ones are.
/// </summary>
internal sealed class TopRows
{
    private readonly RowOrder order;
    private readonly int count;
    private readonly List<long> rows = [];
    private readonly ColumnKey[] start;
    private readonly long startRow;
    private ColumnKey[]? last;

    /// <param name="order">The order.</param>
    /// <param name="place">The default for the beginning.</param>
    /// <param name="count">How many; without a limit they are all sorted at the end.</param>
    public TopRows(RowOrder order, FindingPlace place, int count)
    {
        this.order = order;
        this.count = count;
        startRow = place.Row;
        start = [.. place.Keys.Select(ColumnKey.Of)];
    }

    public bool IsFull => rows.Count == count;

    /// <summary>Takes a row, if it is among the first of those seen so far.</summary>
    [MethodImpl(Hot.Path)]
    public void Offer(long row)
    {
        // Of equal ones those that came before stay.
        if ((last is not null && order.Compare(row, last) >= 0) || !IsAfterStart(row)) return;
        if (order.IsAny || count == int.MaxValue)
        {
            rows.Add(row);
            return;
        }

        if (IsFull) rows.RemoveAt(rows.Count - 1);
        rows.Insert(~rows.BinarySearch(row, order), row);
        if (IsFull) last = order.KeysOf(rows[rows.Count - 1]);
    }

    public IReadOnlyList<long> InOrder()
    {
        if (count == int.MaxValue && !order.IsAny) rows.Sort(order);
        return rows;
    }

    private bool IsAfterStart(long row)
    {
        if (startRow == 0) return true;
        var columns = order.Compare(row, start);
        return columns != 0 ? columns > 0 : order.IsDescending ? row < startRow : row > startRow;
    }
}
