using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text;
using InspectorHub.Common;
using InspectorHub.Emulator.Filters;

namespace InspectorHub.Emulator.Store.Columns;

/// <summary>The values at one place of all findings: eight bytes for a number or a time, four and each text once for texts.</summary>
internal sealed class FindingColumn(ColumnPlace place)
{
    private readonly Paged<double> numbers = new(double.NaN);
    private readonly Paged<int> codes = new(0);
    private readonly TextPool texts = new();
    private readonly FindingPath path = new(place.Path);

    private enum Kind
    {
        Number,
        Text,
        None,
    }

    /// <summary>Writes down what a finding has.</summary>
    public void Set(long row, JsonMembers finding) => Set(row, path.In(finding));

    /// <inheritdoc cref="Set(long, JsonMembers)"/>
    public void Read(long row, StoredFinding finding) => Set(row, path.In(finding));

    /// <summary>The number of a text in this column; 0 where no finding has it.</summary>
    public int Find(string text) => texts.Find(Encoding.UTF8.GetBytes(text));

    /// <summary>The number of the text that a finding has; 0 where it has none.</summary>
    public int CodeAt(long row) => codes[row];

    /// <summary>What a finding has: a number, milliseconds of a time, a text, or null.</summary>
    public object? KeyAt(long row) =>
        numbers[row] is var number && !double.IsNaN(number) ? number : codes[row] is not 0 and var code ? texts.Text(code) : null;

    /// <summary>What a finding has, to hold many against it.</summary>
    public ColumnKey KeyOf(long row) =>
        codes[row] is not 0 and var code ? new(numbers[row], texts.At(code).ToArray(), code) : new(numbers[row], Text: null);

    /// <summary>The order of two findings.</summary>
    [MethodImpl(Hot.Path)]
    public int Compare(long left, long right, bool isDescending)
    {
        var (number, other) = (numbers[left], numbers[right]);
        if (number < other) return isDescending ? 1 : -1;
        if (number > other) return isDescending ? -1 : 1;
        var (code, otherCode) = (codes[left], codes[right]);
        if (code != 0 && otherCode != 0) return Directed(texts.Compare(code, otherCode), isDescending);
        return Compare(KindOf(number, code), KindOf(other, otherCode), isDescending);
    }

    /// <summary>The order of a finding and of what another has, or had.</summary>
    [MethodImpl(Hot.Path)]
    public int Compare(long row, in ColumnKey key, bool isDescending)
    {
        var number = numbers[row];
        if (number < key.Number) return isDescending ? 1 : -1;
        if (number > key.Number) return isDescending ? -1 : 1;
        var code = codes[row];
        if (code != 0 && code == key.Code) return 0;
        if (code != 0 && key.Text is { } text) return Directed(texts.At(code).SequenceCompareTo(text), isDescending);
        return Compare(KindOf(number, code), KindOf(key.Number, key.Text is null ? 0 : 1), isDescending);
    }

    private static int Compare(Kind kind, Kind other, bool isDescending) =>
        kind == Kind.None || other == Kind.None ? kind - other : Directed(kind - other, isDescending);

    private static int Directed(int order, bool isDescending) => isDescending ? -order : order;

    private static Kind KindOf(double number, int code) => !double.IsNaN(number) ? Kind.Number : code != 0 ? Kind.Text : Kind.None;

    [MethodImpl(Hot.Path)]
    private void Set(long row, ReadOnlySpan<byte> json)
    {
        var (number, code) = (double.NaN, 0);
        switch (json)
        {
            case []:
                break;
            case [(byte)'"', ..]:
                var text = json.IndexOf((byte)'\\') < 0 ? json.Slice(1, json.Length - 2) : Unescaped(json);
                if (place.IsTime) number = Milliseconds(Encoding.UTF8.GetString(text.ToArray()));
                else code = texts.Add(text);
                break;
            case [(byte)'-' or (>= (byte)'0' and <= (byte)'9'), ..]:
                if (!Utf8Parser.TryParse(json, out number, out _)) number = double.NaN;
                break;
            default:
                code = texts.Add(json);
                break;
        }

        // Where a column has no value at all nothing is kept.
        if (!double.IsNaN(number) || !double.IsNaN(numbers[row])) numbers[row] = number;
        if (code != 0 || codes[row] != 0) codes[row] = code;
    }

    private static double Milliseconds(string time) => FindingTime.Parse(time)?.ToUnixTimeMilliseconds() ?? double.NaN;

    private static byte[] Unescaped(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return Encoding.UTF8.GetBytes(Asff.AsffText.Of(ref reader));
    }
}
