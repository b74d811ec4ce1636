using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>Traffic through a step of a network path.</summary>
public sealed class AsffNetworkHeader
{
    /// <summary>For example TCP.</summary>
    public string? Protocol { get; set; }

    /// <summary>Where to.</summary>
    public AsffNetworkEndpoint? Destination { get; set; }

    /// <summary>Where from.</summary>
    public AsffNetworkEndpoint? Source { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Protocol, Destination, Source);
}
