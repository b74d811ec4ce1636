using InspectorHub.Emulator.Store;
using InspectorHub.Emulator.Store.Columns;

namespace InspectorHub.Emulator.SecurityHub.Search;

/// <summary>A search for findings.</summary>
/// <param name="findings">Where it looks.</param>
/// <param name="filters">What it looks for.</param>
/// <param name="order">In which order; none for that in which they came.</param>
internal sealed class FindingSearch(HubFindings findings, FindingFilters filters, params ColumnOrder[] order)
{
    /// <summary>The matching findings after a place.</summary>
    /// <param name="after">The default for all.</param>
    public IEnumerable<(long Row, byte[] Body)> Matching(FindingPlace after = default) =>
        findings.After(after, order, filters.Wanted, finding => filters.Match(finding) ? finding.Json.ToArray() : null);

    /// <summary>Where a finding stands in the order.</summary>
    public FindingPlace PlaceOf(long row) => findings.PlaceOf(row, order);
}
