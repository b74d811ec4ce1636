namespace InspectorHub.Emulator.Store.Columns;

/// <summary>
/// A value for each number from 0 on. It grows by pages, so that nothing is copied, and where nothing was put nothing is kept.
/// </summary>
/// <param name="absent">What stands where nothing was put.</param>
internal sealed class Paged<T>(T absent)
{
    // Of eight bytes a value a page is 64 KB: below what .NET keeps apart as large.
    private const int Bits = 13;
    private const int Size = 1 << Bits;

    private T[]?[] pages = new T[]?[16];

    public T this[long index]
    {
        get => (index >> Bits) is var page && page < pages.Length && pages[page] is { } values ? values[index & (Size - 1)] : absent;
        set
        {
            var page = (int)(index >> Bits);
            if (page >= pages.Length) Array.Resize(ref pages, Math.Max(page + 1, pages.Length * 2));
            (pages[page] ??= NewPage())[index & (Size - 1)] = value;
        }
    }

    private T[] NewPage()
    {
        var page = new T[Size];
        if (!EqualityComparer<T>.Default.Equals(absent, default!))
        {
            for (var index = 0; index < Size; index++) page[index] = absent;
        }

        return page;
    }
}
