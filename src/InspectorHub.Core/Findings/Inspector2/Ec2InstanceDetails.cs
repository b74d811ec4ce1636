using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>An EC2 instance.</summary>
public sealed class Ec2InstanceDetails
{
    /// <summary>Instance type.</summary>
    public string? Type { get; set; }

    /// <summary>The AMI.</summary>
    public string? ImageId { get; set; }

    public ItemList<string>? IpV4Addresses { get; set; }

    public ItemList<string>? IpV6Addresses { get; set; }

    /// <summary>SSH key.</summary>
    public string? KeyName { get; set; }

    /// <summary>Its role's profile.</summary>
    public string? IamInstanceProfileArn { get; set; }

    public string? VpcId { get; set; }

    public string? SubnetId { get; set; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset? LaunchedAt { get; set; }

    /// <summary>Operating system.</summary>
    public string? Platform { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Type, ImageId, VpcId, Platform);
}
