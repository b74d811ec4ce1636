using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>A step on the way into a resource.</summary>
public sealed class AsffNetworkPathComponent
{
    /// <summary>For example an internet gateway.</summary>
    public string? ComponentId { get; set; }

    /// <summary>For example AWS::EC2::InternetGateway.</summary>
    public string? ComponentType { get; set; }

    /// <summary>What leaves it.</summary>
    public AsffNetworkHeader? Egress { get; set; }

    /// <summary>What comes in.</summary>
    public AsffNetworkHeader? Ingress { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(ComponentType, ComponentId);
}
