using InspectorHub.Emulator.Models;

namespace InspectorHub.Emulator.Filters;

/// <summary>An attribute to filter by: the shape of its filters, and where it stands in a finding.</summary>
/// <param name="Kind">The shape of its filters.</param>
/// <param name="Path">Names with dots between; lists on the way are looked through. Empty is the finding itself.</param>
internal sealed record FilterAttribute(FilterKind Kind, string Path)
{
    private static readonly IReadOnlyDictionary<string, FilterKind> Kinds = new Dictionary<string, FilterKind>
    {
        ["StringFilterList"] = FilterKind.Text,
        ["DateFilterList"] = FilterKind.Date,
        ["NumberFilterList"] = FilterKind.Number,
        ["MapFilterList"] = FilterKind.Map,
        ["IpFilterList"] = FilterKind.Address,
        ["BooleanFilterList"] = FilterKind.Boolean,
        ["KeywordFilterList"] = FilterKind.Keyword,
        ["PortRangeFilterList"] = FilterKind.PortRange,
        ["PackageFilterList"] = FilterKind.Package,
    };

    /// <summary>The attributes that the model names, each of the kind that it gives.</summary>
    /// <param name="filters">The structure of filters.</param>
    /// <param name="paths">Where each attribute stands.</param>
    public static IReadOnlyDictionary<string, FilterAttribute> Table(ModelShape filters, IReadOnlyDictionary<string, string> paths) =>
        filters.Members.Values.ToDictionary(
            member => member.Name, member => new FilterAttribute(Kinds[member.Shape.Name], paths[member.Name]));
}
