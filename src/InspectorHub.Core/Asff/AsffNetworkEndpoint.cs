using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>One end of traffic.</summary>
public sealed class AsffNetworkEndpoint
{
    /// <summary>Addresses.</summary>
    public ItemList<string>? Address { get; set; }

    public ItemList<AsffPortRange>? PortRanges { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Address, PortRanges);
}
