using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>How a port can be reached.</summary>
public sealed class NetworkReachabilityDetails
{
    public PortRange? OpenPortRange { get; set; }

    /// <summary>TCP or UDP.</summary>
    public string? Protocol { get; set; }

    /// <summary>The way in.</summary>
    public NetworkPath? NetworkPath { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Protocol, OpenPortRange, NetworkPath);
}
