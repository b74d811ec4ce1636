using System.Runtime.InteropServices;
using System.Text;

namespace InspectorHub.Emulator.Store.Columns;

/// <summary>What a finding has at a place.</summary>
/// <param name="Number">A number, or the milliseconds of a time; not a number where there is none.</param>
/// <param name="Text">A text; null where there is none.</param>
/// <param name="Code">The number of the text in the column; 0 where it is not known.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ColumnKey(double Number, byte[]? Text, int Code = 0)
{
    /// <summary>As <see cref="FindingColumn.KeyAt"/> gave it.</summary>
    public static ColumnKey Of(object? key) =>
        new(key as double? ?? double.NaN, key is string text ? Encoding.UTF8.GetBytes(text) : null);
}
