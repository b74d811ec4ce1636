using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub.Search;

/// <summary>A search for findings: most are told not to match by their bytes, the others by the few members that it looks at.</summary>
internal sealed class FindingSearch(HubFindings findings, FindingFilters filters, FindingOrder order)
{
    private readonly PartialFinding part = new(filters.Paths.Concat(order.Paths));
    private readonly ColumnOrder? column = findings.HasOrder && !filters.Wanted.ContainsKey("Id") && order.Only is var (path, isDescending)
        ? ColumnOrder.By(path, isDescending)
        : null;

    /// <summary>Whether <see cref="Matching"/> gives them in the order asked for.</summary>
    public bool ComesInOrder => order.IsAny || column is not null;

    /// <summary>The matching findings after a place, in the order of a column or in that in which they came.</summary>
    /// <param name="after">The default for all.</param>
    public IEnumerable<(FindingPlace Place, byte[] Body)> Matching(FindingPlace after = default) =>
        Select(after, column, json => Matches(json, out var document) ? Take(json, document) : null);

    /// <summary>The rows of all matching findings, in the order asked for.</summary>
    public IEnumerable<long> SortedRows() => order.Sort(
        Select(default, inOrder: null, json => Matches(json, out var document) ? Keys(document) : null)
            .Select(found => (found.Place.Row, found.Value)));

    /// <summary>The finding in a row; null when it has gone.</summary>
    public byte[]? At(long row) => findings.At(row)?.Body;

    private IEnumerable<(FindingPlace Place, T Value)> Select<T>(FindingPlace after, ColumnOrder? inOrder, FindingProjection<T> project)
        where T : class =>
        filters.Wanted.TryGetValue("Id", out var ids)
            ? from held in ids.SelectMany(findings.WithId)
              where held.Row > after.Row
              orderby held.Row
              let value = project(held.Body)
              where value is not null
              select (new FindingPlace(held.Row), value)
            : findings.After(after, inOrder, filters.Wanted, project);

    private bool Matches(ReadOnlySpan<byte> json, out JsonDocument document)
    {
        document = null!;
        if (!filters.MayMatch(json)) return false;
        var read = part.Parse(json);
        if (!filters.Matches(read.RootElement))
        {
            read.Dispose();
            return false;
        }

        document = read;
        return true;
    }

    private static byte[] Take(ReadOnlySpan<byte> json, JsonDocument document)
    {
        document.Dispose();
        return json.ToArray();
    }

    private IReadOnlyList<IComparable?> Keys(JsonDocument document)
    {
        using (document) return order.KeysOf(document.RootElement);
    }
}
