using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InspectorHub.Emulator.Store;

/// <summary>The findings of one hub, or of several that are read as one.</summary>
internal sealed class HubFindings(HubStore store, IReadOnlyList<long> hubs)
{
    private const int Chunk = 128;
    private const string Columns = "row, updated_at, set_by_customer, body";

    private readonly string those = hubs.Count == 1 ? "hub = $0" : $"hub IN ({string.Join(", ", hubs)})";

    private object First => hubs.Count == 0 ? -1L : hubs[0];

    /// <summary>The finding of this name, or null.</summary>
    public HeldFinding? Find(string productArn, string id) => store.Query(
        $"SELECT {Columns} FROM finding WHERE {those} AND id = $1 AND product = " +
        $"{Hub.Product}", Read, First, id, productArn).FirstOrDefault();

    /// <summary>The findings of any product with this Id.</summary>
    public IReadOnlyList<HeldFinding> WithId(string id) =>
        store.Query($"SELECT {Columns} FROM finding WHERE {those} AND id = $1", Read, First, id);

    /// <summary>The finding in a row; null when it has gone.</summary>
    public HeldFinding? At(long row) => store.Query($"SELECT {Columns} FROM finding WHERE row = $0", Read, row).FirstOrDefault();

    /// <summary>
    /// What is wanted of the findings after a row, in the order in which they came; read in chunks, so that imports go on meanwhile.
    /// Most searches pass over most findings: those are looked at where SQLite has them, and are not copied.
    /// </summary>
    /// <param name="row">0 for all.</param>
    /// <param name="wanted">Values by attribute. Findings without any of them are passed over where the attribute has a column.</param>
    /// <param name="project">Takes what is wanted.</param>
    public IEnumerable<(long Row, T Value)> After<T>(long row, IReadOnlyDictionary<string, string[]> wanted, FindingProjection<T> project)
        where T : class
    {
        var narrowed = "";
        List<object> values = [];
        foreach (var column in FindingEntry.Columns)
        {
            if (!wanted.TryGetValue(column.Key, out var few)) continue;
            narrowed += $" AND {column.Value} IN ({string.Join(", ", few.Select((_, index) => $"${2 + values.Count + index}"))})";
            values.AddRange(few);
        }

        var sql = $"SELECT row, body FROM finding WHERE {those} AND row > $1{narrowed} ORDER BY row LIMIT {Chunk}";
        while (true)
        {
            var chunk = store.Query(
                sql, found => (Row: found.GetInt64(0), Value: project(raw.sqlite3_column_blob(found.Handle, 1))), [First, row, .. values]);
            foreach (var (place, value) in chunk)
            {
                if (value is not null) yield return (place, value);
            }

            if (chunk.Count < Chunk) yield break;
            row = chunk[chunk.Count - 1].Row;
        }
    }

    private static HeldFinding Read(SqliteDataReader row) => new(
        row.GetInt64(0), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero), row.GetString(2), row.GetFieldValue<byte[]>(3));
}
