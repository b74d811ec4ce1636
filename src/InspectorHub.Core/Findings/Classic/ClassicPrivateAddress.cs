using InspectorHub.Common;

namespace InspectorHub.Findings.Classic;

/// <summary>A private address of a network interface.</summary>
public sealed class ClassicPrivateAddress
{
    /// <summary>Its name.</summary>
    public string? PrivateDnsName { get; set; }

    /// <summary>The address.</summary>
    public string? PrivateIpAddress { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(PrivateIpAddress, PrivateDnsName);
}
