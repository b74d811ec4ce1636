using InspectorHub.Common;

namespace InspectorHub.Findings.Classic;

/// <summary>A network interface of the instance.</summary>
public sealed class ClassicNetworkInterface
{
    /// <summary>eni-…</summary>
    public string? NetworkInterfaceId { get; set; }

    public string? SubnetId { get; set; }

    public string? VpcId { get; set; }

    /// <summary>The name of its address.</summary>
    public string? PrivateDnsName { get; set; }

    public string? PrivateIpAddress { get; set; }

    public ItemList<ClassicPrivateAddress>? PrivateIpAddresses { get; set; }

    /// <summary>The name of its public address.</summary>
    public string? PublicDnsName { get; set; }

    /// <summary>Its public address.</summary>
    public string? PublicIp { get; set; }

    public ItemList<string>? Ipv6Addresses { get; set; }

    public ItemList<ClassicSecurityGroup>? SecurityGroups { get; set; }

    /// <inheritdoc/>
    public override string ToString() => NetworkInterfaceId ?? "";
}
