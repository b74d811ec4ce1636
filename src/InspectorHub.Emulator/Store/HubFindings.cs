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

    /// <summary>Whether they can be read in the order of a column.</summary>
    public bool HasOrder => hubs.Count == 1;

    /// <summary>
    /// What is wanted of the findings after a place, in the order in which they came or in that of a column; read in chunks, so that
    /// imports go on meanwhile. Most searches pass over most findings: those are looked at where SQLite has them, and are not copied.
    /// </summary>
    /// <param name="place">The default for all.</param>
    /// <param name="order">The order of a column; null for that in which they came.</param>
    /// <param name="wanted">Values by attribute. Findings without any of them are passed over where the attribute has a column.</param>
    /// <param name="project">Takes what is wanted.</param>
    public IEnumerable<(FindingPlace Place, T Value)> After<T>(
        FindingPlace place, ColumnOrder? order, IReadOnlyDictionary<string, string[]> wanted, FindingProjection<T> project)
        where T : class
    {
        if (order is not null) store.Index(order);
        var narrowed = Narrow(wanted, isSorted: order is not null, out var values);
        // First those that have a value in the column, then those that have none.
        var hasValue = order is not null && place is { Row: 0 } or { Key: not null };
        while (true)
        {
            var (key, further, sort) = hasValue ? Continue(order!, place) : ("NULL", "row > $1", "row");
            if (order is not null && !hasValue) further += $" AND {order.Column} IS NULL";
            var chunk = store.Query(
                $"SELECT row, {key}, body FROM finding WHERE {those} AND {further}{narrowed} ORDER BY {sort} LIMIT {Chunk}",
                found => (
                    Place: new FindingPlace(found.GetInt64(0), found.IsDBNull(1) ? null : found.GetValue(1)),
                    Value: project(raw.sqlite3_column_blob(found.Handle, 2))),
                [First, place.Row, place.Key, .. values]);
            foreach (var (at, value) in chunk)
            {
                if (value is not null) yield return (at, value);
            }

            if (chunk.Count == Chunk) place = chunk[chunk.Count - 1].Place;
            else if (!hasValue) yield break;
            else (hasValue, place) = (false, default);
        }
    }

    private static (string Key, string Further, string Sort) Continue(ColumnOrder order, FindingPlace place)
    {
        var (column, direction, beyond) = order.IsDescending ? (order.Column, "DESC", '<') : (order.Column, "ASC", '>');
        return (
            column, place.Key is null ? $"{column} IS NOT NULL" : $"({column}, row) {beyond} ($2, $1)",
            $"{column} {direction}, row {direction}");
    }

    // One value is looked up. Of several the findings would have to be sorted, and of a sorted list another index is in use.
    private static string Narrow(IReadOnlyDictionary<string, string[]> wanted, bool isSorted, out List<object> values)
    {
        var narrowed = "";
        values = [];
        foreach (var column in FindingColumn.All)
        {
            if (!wanted.TryGetValue(column.Attribute, out var few)) continue;
            var name = column.HasIndex && !isSorted && few.Length == 1 ? column.Name : $"+{column.Name}";
            var first = 3 + values.Count;
            narrowed += $" AND {name} IN ({string.Join(", ", few.Select((_, index) => $"${first + index}"))})";
            values.AddRange(few);
        }

        return narrowed;
    }

    private static HeldFinding Read(SqliteDataReader row) => new(
        row.GetInt64(0), new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero), row.GetString(2), row.GetFieldValue<byte[]>(3));
}
