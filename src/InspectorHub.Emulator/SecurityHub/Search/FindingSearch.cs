using System.Collections.Concurrent;
using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub.Search;

/// <summary>A search for findings: most are told not to match by their bytes, the others by the few members that it looks at.</summary>
internal sealed class FindingSearch(HubFindings findings, FindingFilters filters, FindingOrder order)
{
    // Several threads read at a time, each with one of its own.
    private readonly ConcurrentBag<PartialFinding> parts = [];

    /// <summary>The matching findings after a row, in the order in which they came.</summary>
    public IEnumerable<(long Row, byte[] Body)> Matching(long after) => Select(after, json => Read(json, _ => json));

    /// <summary>The rows of all matching findings, in the order asked for.</summary>
    public IEnumerable<long> SortedRows() => order.Sort(Select(after: 0, json => Read(json, order.KeysOf)));

    /// <summary>The finding in a row; null when it has gone.</summary>
    public byte[]? At(long row) => findings.At(row)?.Body;

    private IEnumerable<(long Row, T Value)> Select<T>(long after, Func<byte[], T?> project)
        where T : class =>
        filters.Wanted.TryGetValue("Id", out var ids)
            ? from held in ids.SelectMany(findings.WithId)
              where held.Row > after
              orderby held.Row
              let value = project(held.Body)
              where value is not null
              select (held.Row, value)
            : findings.After(after, filters.Wanted, filters.MayMatch, project);

    private T? Read<T>(byte[] json, Func<JsonElement, T> take)
        where T : class
    {
        if (!parts.TryTake(out var part)) part = new PartialFinding(filters.Paths.Concat(order.Paths));
        try
        {
            using var document = part.Parse(json);
            return filters.Matches(document.RootElement) ? take(document.RootElement) : null;
        }
        finally
        {
            parts.Add(part);
        }
    }
}
