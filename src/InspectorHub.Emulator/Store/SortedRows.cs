namespace InspectorHub.Emulator.Store;

/// <summary>
/// The rows of the latest sorted queries of a hub, so that a page costs what is on it: only the first one sorts. The pages of one
/// query are of one moment; findings that come meanwhile are seen by the next query.
/// </summary>
internal sealed class SortedRows
{
    // A row is eight bytes: of a hub of a hundred thousand findings a list is less than a megabyte.
    private const int Kept = 8;

    private readonly object gate = new();
    private readonly List<Entry> entries = [];

    /// <summary>The rows of a query in its order.</summary>
    /// <param name="query">What is asked, in short.</param>
    /// <param name="version">Grows with every change of the hub.</param>
    /// <param name="continues">It is about a later page: the list of the first one serves, whatever has changed.</param>
    /// <param name="lasts">The list is the same at any time, as long as nothing changes.</param>
    /// <param name="sort">Makes the list.</param>
    public IReadOnlyList<long> Of(string query, long version, bool continues, bool lasts, Func<IEnumerable<long>> sort)
    {
        lock (gate)
        {
            var index = entries.FindIndex(entry => entry.Query == query);
            if (index >= 0 && (continues || (lasts && entries[index].Version == version))) return entries[index].Rows;
        }

        var made = new Entry(query, version, [.. sort()]);
        lock (gate)
        {
            entries.RemoveAll(entry => entry.Query == query);
            if (entries.Count == Kept) entries.RemoveAt(0);
            entries.Add(made);
        }

        return made.Rows;
    }

    private sealed record Entry(string Query, long Version, long[] Rows);
}
