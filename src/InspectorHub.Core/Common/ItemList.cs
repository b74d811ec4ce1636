namespace InspectorHub.Common;

/// <summary>A list that reads as its items where text is wanted: in a cell of a table, in a column of a CSV file.</summary>
/// <typeparam name="T">What is in it.</typeparam>
public sealed class ItemList<T> : List<T>
{
    /// <summary>An empty list.</summary>
    public ItemList()
    {
    }

    /// <summary>An empty list with room.</summary>
    public ItemList(int capacity) : base(capacity)
    {
    }

    /// <summary>A list of some items.</summary>
    public ItemList(IEnumerable<T> items) : base(items)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", this);
}
