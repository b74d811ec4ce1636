using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Store;
using InspectorHub.Emulator.Store.Columns;

namespace InspectorHub.Emulator.SecurityHub.Search;

/// <summary>A search for findings: most are told not to match by their bytes, the others by the few members that it looks at.</summary>
/// <param name="findings">Where it looks.</param>
/// <param name="filters">What it looks for.</param>
/// <param name="order">In which order; none for that in which they came.</param>
internal sealed class FindingSearch(HubFindings findings, FindingFilters filters, params ColumnOrder[] order)
{
    private readonly PartialFinding part = new(filters.Paths);

    /// <summary>The matching findings after a place.</summary>
    /// <param name="after">The default for all.</param>
    public IEnumerable<(long Row, byte[] Body)> Matching(FindingPlace after = default) =>
        findings.After(after, order, filters.Wanted, json => Matches(json) ? json.ToArray() : null);

    /// <summary>Where a finding stands in the order.</summary>
    public FindingPlace PlaceOf(long row) => findings.PlaceOf(row, order);

    private bool Matches(ReadOnlySpan<byte> json)
    {
        if (filters.AreAny) return true;
        if (!filters.MayMatch(json)) return false;
        using var read = part.Parse(json);
        return filters.Matches(read.RootElement);
    }
}
