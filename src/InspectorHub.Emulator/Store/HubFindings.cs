using InspectorHub.Emulator.Store.Columns;

namespace InspectorHub.Emulator.Store;

/// <summary>The findings of one hub, or of several that are read as one.</summary>
internal sealed class HubFindings(HubStore store, IReadOnlyCollection<long> hubs)
{
    private const int Chunk = 128;

    /// <summary>The finding of this name, or null.</summary>
    public HeldFinding? Find(string productArn, string id) => WithId(id).FirstOrDefault(held => held.IsNamed(id, productArn));

    /// <summary>The findings of any product with this Id.</summary>
    public IReadOnlyList<HeldFinding> WithId(string id) => store.Locked(findings => findings.WithId(hubs, id));

    /// <summary>The finding in a row; null when it has gone.</summary>
    public HeldFinding? At(long row) => store.Locked(findings => findings.At(row));

    /// <summary>Where a finding stands in an order.</summary>
    public FindingPlace PlaceOf(long row, IReadOnlyList<ColumnOrder> order) =>
        store.Locked(findings => OrderOf(findings, order).PlaceOf(row));

    /// <summary>
    /// What is wanted of the findings after a place, in an order; read in chunks, so that imports go on meanwhile. Most searches pass
    /// over most findings: those are looked at where SQLite has them.
    /// </summary>
    /// <param name="place">The default for all.</param>
    /// <param name="order">The order; that in which they came where it is empty.</param>
    /// <param name="wanted">Values by attribute's path. Findings without any of them are passed over where there is a column.</param>
    /// <param name="project">Takes what is wanted.</param>
    public IEnumerable<(long Row, T Value)> After<T>(
        FindingPlace place, IReadOnlyList<ColumnOrder> order, IReadOnlyDictionary<string, string[]> wanted, FindingProjection<T> project)
        where T : class
    {
        // Of a sorted list a page is picked at first. Whoever wants more than that looks through all that is left.
        for (var count = Chunk; ;)
        {
            var rows = store.Locked(findings => findings.Next(Select(findings, order, wanted), place, count));
            foreach (var chunk in Chunks(rows))
            {
                foreach (var found in Project(chunk, project)) yield return found;
            }

            if (rows.Count < count) yield break;
            place = PlaceOf(rows[rows.Count - 1], order);
            if (order.Count > 0) count = int.MaxValue;
        }
    }

    private List<(long Row, T Value)> Project<T>(List<long> rows, FindingProjection<T> project)
        where T : class
    {
        List<(long Row, T Value)> found = [];
        store.Locked(findings => findings.Visit(rows, (row, finding) =>
        {
            if (project(finding) is { } value) found.Add((row, value));
        }));
        return found;
    }

    private RowSelection Select(
        FindingTable findings, IReadOnlyList<ColumnOrder> order, IReadOnlyDictionary<string, string[]> wanted) => new(
        hubs,
        [
            .. from one in wanted
               where ColumnPlace.IsLookedUp(one.Key)
               let column = findings.Column(new ColumnPlace(one.Key))
               select (column, one.Value.Select(column.Find).Where(code => code != 0).ToArray()),
        ],
        OrderOf(findings, order),
        wanted.TryGetValue("Id", out var ids) ? [.. ids.SelectMany(id => findings.Rows(hubs, id)).Distinct().OrderBy(row => row)] : null);

    private static RowOrder OrderOf(FindingTable findings, IReadOnlyList<ColumnOrder> order) =>
        new([.. order.Select(one => (findings.Column(one.Place), one.IsDescending))]);

    private static IEnumerable<List<long>> Chunks(IReadOnlyList<long> rows)
    {
        for (var start = 0; start < rows.Count; start += Chunk) yield return [.. rows.Skip(start).Take(Chunk)];
    }
}
