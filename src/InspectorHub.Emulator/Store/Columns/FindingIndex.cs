using System.Runtime.CompilerServices;
using InspectorHub.Common;

namespace InspectorHub.Emulator.Store.Columns;

/// <summary>
/// What is looked up of findings, in memory beside them: whose they are, their Ids by hash, and columns to filter and sort by. A page of
/// a sorted list is picked from a column in one go through it.
/// </summary>
internal sealed class FindingIndex
{
    private readonly Paged<int> hubs = new(0);
    private readonly Paged<long> ids = new(0);
    private readonly HashTable byId;
    private readonly Dictionary<ColumnPlace, FindingColumn> columns = [];

    public FindingIndex() => byId = new HashTable(row => ids[row]);

    /// <summary>The last row; 0 where there is none.</summary>
    public long Last { get; private set; }

    /// <summary>All rows.</summary>
    public IEnumerable<long> Rows
    {
        get
        {
            for (var row = 1L; row <= Last; row++) yield return row;
        }
    }

    /// <summary>The column of a place, or null where there is none yet.</summary>
    public FindingColumn? Column(ColumnPlace place) => columns.TryGetValue(place, out var column) ? column : null;

    /// <summary>Begins a column, which <see cref="Set"/> keeps up from now on.</summary>
    public FindingColumn AddColumn(ColumnPlace place) => columns[place] = new FindingColumn(place);

    /// <summary>Adds a row.</summary>
    public void Add(long row, long hub, long id)
    {
        hubs[row] = (int)hub;
        ids[row] = id;
        byId.Add((int)row);
        Last = row;
    }

    /// <summary>Writes down what the finding in a row has.</summary>
    public void Set(long row, JsonMembers finding)
    {
        foreach (var column in columns.Values) column.Set(row, finding);
    }

    /// <summary>The rows of hubs that may have an Id.</summary>
    public List<long> WithId(IReadOnlyCollection<long> of, string id)
    {
        List<long> rows = [];
        var hash = TextHash.Of(id);
        for (var row = byId.First(hash, out var slot); row != 0; row = byId.Next(ref slot))
        {
            if (ids[row] == hash && of.Contains(hubs[row])) rows.Add(row);
        }

        return rows;
    }

    /// <summary>The next rows after a place.</summary>
    /// <param name="selection">Which, and in which order.</param>
    /// <param name="place">The default for the first.</param>
    /// <param name="count">At most so many.</param>
    [MethodImpl(Hot.Path)]
    public IReadOnlyList<long> Next(RowSelection selection, FindingPlace place, int count)
    {
        if (selection.Hubs.Count == 0 || selection.Wanted.Any(wanted => wanted.Codes.Length == 0)) return [];
        var hub = selection.Hubs.First();
        var isOne = selection.Hubs.Count == 1;
        var rows = new TopRows(selection.Order, place, count);
        bool MayGoOn(long row)
        {
            var isOfHub = isOne ? hubs[row] == hub : selection.Hubs.Contains(hubs[row]);
            if (isOfHub && selection.Has(row)) rows.Offer(row);
            return !(selection.Order.IsAny && rows.IsFull);
        }

        Visit(selection, place, MayGoOn);
        return rows.InOrder();
    }

    private void Visit(RowSelection selection, FindingPlace place, Func<long, bool> mayGoOn)
    {
        if (selection.Rows is { } rows)
        {
            _ = (selection.Order.IsDescending ? rows.Reverse() : rows).All(mayGoOn);
        }
        else if (selection.Order.IsDescending)
        {
            for (var row = Last; row > 0 && mayGoOn(row); row--)
            {
            }
        }
        else
        {
            for (var row = selection.Order.IsAny ? place.Row + 1 : 1; row <= Last && mayGoOn(row); row++)
            {
            }
        }
    }
}
