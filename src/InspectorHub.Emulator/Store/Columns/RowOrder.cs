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

    /// <summary>Whether a finding comes after a place.</summary>
    public bool IsAfter(long row, FindingPlace place)
    {
        if (place.IsStart) return true;
        for (var index = 0; index < columns.Length; index++)
        {
            var order = columns[index].Column.Compare(row, place.Keys[index], columns[index].IsDescending);
            if (order != 0) return order > 0;
        }

        return IsDescending ? row < place.Row : row > place.Row;
    }

    /// <summary>The place of a finding.</summary>
    public FindingPlace PlaceOf(long row) => new(row, Array.ConvertAll(columns, one => one.Column.KeyAt(row)));
}
