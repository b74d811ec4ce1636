using InspectorHub.Common;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Store.Columns;
using SQLitePCL;

namespace InspectorHub.Emulator.Store;

/// <summary>
/// The findings of all hubs: their JSON in SQLite, and in memory what is looked up of them. Whoever calls holds the lock of the store.
/// </summary>
internal sealed class FindingTable(HubStore store, sqlite3 database) : IDisposable
{
    /// <summary>
    /// Of a file that is opened again the narrow table is read at once, the findings only when a column of them is asked for.
    /// </summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS finding_name (row INTEGER PRIMARY KEY, hub INTEGER NOT NULL, id INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS finding (
            row INTEGER PRIMARY KEY, set_by_customer TEXT NOT NULL, resources INTEGER NOT NULL, body BLOB NOT NULL);
        """;

    private readonly RawStatement naming = new(database, "INSERT INTO finding_name VALUES (?, ?, ?)");
    private readonly RawStatement adding = new(database, "INSERT INTO finding VALUES (?, ?, ?, ?)");
    private readonly RawStatement reading = new(database, "SELECT set_by_customer, body FROM finding WHERE row = ?");
    private readonly RawStatement scanning = new(database, "SELECT row, resources, body FROM finding WHERE row >= ? ORDER BY row");
    private byte[] buffer = [];
    private FindingIndex? index;

    private FindingIndex Index => index ??= Load();

    /// <summary>Forgets what is in memory, after work that was undone.</summary>
    public void Forget() => index = null;

    public void Add(long hub, string id, string setByCustomer, JsonMembers finding)
    {
        var (row, hash) = (Index.Last + 1, TextHash.Of(id));
        naming.Bind(1, row);
        naming.Bind(2, hub);
        naming.Bind(3, hash);
        Run(naming);
        if (buffer.Length < finding.Length) buffer = new byte[finding.Length * 2];
        finding.CopyTo(buffer);
        adding.Bind(1, row);
        adding.Bind(2, setByCustomer);
        adding.Bind(3, finding.OffsetOf("Resources"));
        adding.Bind(4, buffer.AsSpan(0, finding.Length));
        Run(adding);
        Index.Add(row, hub, hash);
        Index.Set(row, finding);
    }

    public void Replace(long row, string setByCustomer, JsonMembers finding)
    {
        store.Execute(
            "UPDATE finding SET set_by_customer = $1, resources = $2, body = $3 WHERE row = $0",
            row, setByCustomer, finding.OffsetOf("Resources"), finding.ToUtf8());
        Index.Set(row, finding);
    }

    /// <summary>The findings of hubs with an Id, as they came.</summary>
    public List<HeldFinding> WithId(IReadOnlyCollection<long> hubs, string id) =>
        [.. Rows(hubs, id).Select(At).OfType<HeldFinding>().Where(held => held.IsNamed(id)).OrderBy(held => held.Row)];

    /// <summary>The finding in a row; null where there is none.</summary>
    public HeldFinding? At(long row)
    {
        reading.Bind(1, row);
        try
        {
            return reading.Step() ? new HeldFinding(row, reading.Text(0), reading.Bytes(1).ToArray()) : null;
        }
        finally
        {
            reading.Reset();
        }
    }

    /// <summary>Visits the findings in rows, those that there are; rows that follow each other are read in one go.</summary>
    public void Visit(IEnumerable<long> rows, FindingVisitor visit)
    {
        var at = -1L;
        try
        {
            foreach (var row in rows)
            {
                if (row != at + 1)
                {
                    scanning.Reset();
                    scanning.Bind(1, row);
                }

                at = scanning.Step() ? scanning.Number(0) : -1;
                if (at == row) visit(row, new StoredFinding(scanning.Bytes(2), (int)scanning.Number(1)));
            }
        }
        finally
        {
            scanning.Reset();
        }
    }

    /// <summary>The rows of hubs that may have an Id.</summary>
    public IEnumerable<long> Rows(IReadOnlyCollection<long> hubs, string id) => Index.WithId(hubs, id);

    /// <summary>The rows of a selection after a place; at most so many.</summary>
    public IReadOnlyList<long> Next(RowSelection selection, FindingPlace place, int count) => Index.Next(selection, place, count);

    /// <summary>The column of a place; made of all findings where it has not been asked for yet.</summary>
    public FindingColumn Column(ColumnPlace place)
    {
        if (Index.Column(place) is { } known) return known;
        var column = Index.AddColumn(place);
        Visit(Index.Rows, column.Read);
        return column;
    }

    public void Dispose()
    {
        naming.Dispose();
        adding.Dispose();
        reading.Dispose();
        scanning.Dispose();
    }

    private static void Run(RawStatement statement)
    {
        try
        {
            statement.Step();
        }
        finally
        {
            statement.Reset();
        }
    }

    private FindingIndex Load()
    {
        var loaded = new FindingIndex();
        var isEmpty = true;
        store.Query("SELECT row, hub, id FROM finding_name ORDER BY row", found =>
        {
            loaded.Add(found.GetInt64(0), found.GetInt64(1), found.GetInt64(2));
            return isEmpty = false;
        });
        if (!isEmpty) return loaded;
        foreach (var place in ColumnPlace.Usual) loaded.AddColumn(place);
        return loaded;
    }
}
