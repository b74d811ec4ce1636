using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub.Search;

/// <summary>A search for findings: most are told not to match by their bytes, the others by the few members that it looks at.</summary>
internal sealed class FindingSearch(HubFindings findings, FindingFilters filters, FindingOrder order)
{
    private readonly PartialFinding part = new(filters.Paths.Concat(order.Paths));

    /// <summary>The matching findings after a row, in the order in which they came.</summary>
    public IEnumerable<(long Row, byte[] Body)> Matching(long after) =>
        Select(after, json => Matches(json, out var document) ? Take(json, document) : null);

    /// <summary>The rows of all matching findings, in the order asked for.</summary>
    public IEnumerable<long> SortedRows() => order.Sort(Select(after: 0, json => Matches(json, out var document) ? Keys(document) : null));

    /// <summary>The finding in a row; null when it has gone.</summary>
    public byte[]? At(long row) => findings.At(row)?.Body;

    private IEnumerable<(long Row, T Value)> Select<T>(long after, FindingProjection<T> project)
        where T : class =>
        filters.Wanted.TryGetValue("Id", out var ids)
            ? from held in ids.SelectMany(findings.WithId)
              where held.Row > after
              orderby held.Row
              let value = project(held.Body)
              where value is not null
              select (held.Row, value)
            : findings.After(after, filters.Wanted, project);

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
