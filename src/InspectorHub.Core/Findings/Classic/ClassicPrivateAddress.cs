using InspectorHub.Common;

namespace InspectorHub.Findings.Classic;

/// <summary>A private address of a network interface.</summary>
public sealed class ClassicPrivateAddress
{
    public string? PrivateDnsName { get; set; }

    public string? PrivateIpAddress { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(PrivateIpAddress, PrivateDnsName);
}
