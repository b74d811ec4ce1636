using System.Runtime.CompilerServices;
using InspectorHub.Common;

namespace InspectorHub.Emulator.Store.Columns;

/// <summary>An order of findings by columns; equal ones are as they came, or the other way round where the largest is first.</summary>
internal sealed class RowOrder(params (FindingColumn Column, bool IsDescending)[] columns) : IComparer<long>
{
    /// <summary>Whether they are as they came.</summary>
    public bool IsAny => columns.Length == 0;

    /// <summary>Whether it goes from the last that came to the first, as far as columns do not tell.</summary>
    public bool IsDescending { get; } = columns is [(_, true), ..];

    [MethodImpl(Hot.Path)]
    public int Compare(long left, long right)
    {
        for (var index = 0; index < columns.Length; index++)
        {
            var order = columns[index].Column.Compare(left, right, columns[index].IsDescending);
            if (order != 0) return order;
        }

        return IsDescending ? right.CompareTo(left) : left.CompareTo(right);
    }

    /// <summary>The order of a finding and of what another has or had, as far as columns tell.</summary>
    [MethodImpl(Hot.Path)]
    public int Compare(long row, ColumnKey[] keys)
    {
        for (var index = 0; index < columns.Length; index++)
        {
            var order = columns[index].Column.Compare(row, keys[index], columns[index].IsDescending);
            if (order != 0) return order;
        }

        return 0;
    }

    /// <summary>What a finding has in the columns.</summary>
    public ColumnKey[] KeysOf(long row) => Array.ConvertAll(columns, one => one.Column.KeyOf(row));

    /// <summary>The place of a finding.</summary>
    public FindingPlace PlaceOf(long row) => new(row, Array.ConvertAll(columns, one => one.Column.KeyAt(row)));
}
