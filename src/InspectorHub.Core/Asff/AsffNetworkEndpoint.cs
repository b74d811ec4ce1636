namespace InspectorHub.Asff;

/// <summary>One end of traffic.</summary>
public sealed class AsffNetworkEndpoint
{
    /// <summary>Addresses.</summary>
    public List<string>? Address { get; set; }

    /// <summary>Ports.</summary>
    public List<AsffPortRange>? PortRanges { get; set; }
}
