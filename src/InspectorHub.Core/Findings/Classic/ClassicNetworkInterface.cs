using InspectorHub.Common;

namespace InspectorHub.Findings.Classic;

/// <summary>A network interface of the instance.</summary>
public sealed class ClassicNetworkInterface
{
    /// <summary>eni-…</summary>
    public string? NetworkInterfaceId { get; set; }

    /// <summary>Its subnet.</summary>
    public string? SubnetId { get; set; }

    /// <summary>Its VPC.</summary>
    public string? VpcId { get; set; }

    /// <summary>The name of its address.</summary>
    public string? PrivateDnsName { get; set; }

    /// <summary>Its address.</summary>
    public string? PrivateIpAddress { get; set; }

    /// <summary>All its private addresses.</summary>
    public ItemList<ClassicPrivateAddress>? PrivateIpAddresses { get; set; }

    /// <summary>The name of its public address.</summary>
    public string? PublicDnsName { get; set; }

    /// <summary>Its public address.</summary>
    public string? PublicIp { get; set; }

    /// <summary>Its IPv6 addresses.</summary>
    public ItemList<string>? Ipv6Addresses { get; set; }

    /// <summary>Its security groups.</summary>
    public ItemList<ClassicSecurityGroup>? SecurityGroups { get; set; }

    /// <inheritdoc/>
    public override string ToString() => NetworkInterfaceId ?? "";
}
