namespace InspectorHub.Emulator.Filters;

/// <summary>The shapes of filters.</summary>
internal enum FilterKind
{
    Text,
    Date,
    Number,
    Map,
    Address,
    Boolean,
    Keyword,
    PortRange,
    Package,
}
