using System.Runtime.CompilerServices;
using System.Text;
using InspectorHub.Common;

namespace InspectorHub.Emulator.Store.Columns;

/// <summary>Texts, each kept once and named by a number from 1 on.</summary>
internal sealed class TextPool
{
    private const int PageSize = 64 * 1024;
    private const int StartBits = 20;
    private const int LengthBits = 20;

    private readonly List<byte[]> pages = [];
    private readonly Paged<long> places = new(0);
    private readonly HashTable table;
    private int used;
    private int count;

    public TextPool() => table = new HashTable(code => TextHash.Of(At(code)));

    /// <summary>The number of a text; 0 where it has never been added.</summary>
    [MethodImpl(Hot.Path)]
    public int Find(ReadOnlySpan<byte> utf8)
    {
        var code = table.First(TextHash.Of(utf8), out var slot);
        while (code != 0 && !At(code).SequenceEqual(utf8)) code = table.Next(ref slot);
        return code;
    }

    /// <summary>The number of a text, which is kept from now on.</summary>
    [MethodImpl(Hot.Path)]
    public int Add(ReadOnlySpan<byte> utf8)
    {
        if (Find(utf8) is not 0 and var known) return known;
        if (pages.Count == 0 || used + utf8.Length > PageSize)
        {
            // What is longer than a page has one for itself.
            pages.Add(new byte[Math.Max(PageSize, utf8.Length)]);
            used = 0;
        }

        utf8.CopyTo(pages[pages.Count - 1].AsSpan(used));
        places[++count] = ((pages.Count - 1L) << (StartBits + LengthBits)) | ((long)used << LengthBits) | (uint)utf8.Length;
        used += utf8.Length;
        table.Add(count);
        return count;
    }

    /// <summary>A text by its number.</summary>
    [MethodImpl(Hot.Path)]
    public ReadOnlySpan<byte> At(int code)
    {
        var place = places[code];
        return pages[(int)(place >> (StartBits + LengthBits))].AsSpan(
            (int)(place >> LengthBits) & ((1 << StartBits) - 1), (int)place & ((1 << LengthBits) - 1));
    }

    /// <summary>A text by its number, as .NET has it.</summary>
    public string Text(int code) => Encoding.UTF8.GetString(At(code).ToArray());

    /// <summary>The order of two texts, that of their code points.</summary>
    public int Compare(int left, int right) => left == right ? 0 : At(left).SequenceCompareTo(At(right));
}
