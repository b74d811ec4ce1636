using System.Runtime.InteropServices;

namespace InspectorHub.Json;

/// <summary>A place in a JSON text, after unpacking.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Byte">The byte, from 0.</param>
/// <param name="Member">The member whose array it is in; null at the top.</param>
/// <param name="Index">The index in that array, or in an array at the top; -1 outside of arrays.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JsonPosition(long Line, long Byte, string? Member, long Index)
{
    /// <summary>What names the place best: the element where there is one, else the line.</summary>
    public string Place => Index >= 0 ? $"{Member}[{Index}]" : $"line {Line}";

    /// <inheritdoc/>
    public override string ToString() => Index >= 0 ? $"{Place} (line {Line}, byte {Byte})" : $"{Place} (byte {Byte})";
}
