using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>
/// A virtual machine of any provider: Azure's, and beside <see cref="Ec2InstanceDetails"/> AWS's own. Source: Inspector2 API of 2026,
/// <c>Vm</c>.
/// </summary>
public sealed class VirtualMachineDetails
{
    public string? VmName { get; set; }

    /// <summary>Its size, for example Standard_D2s_v3.</summary>
    public string? Type { get; set; }

    /// <summary>The image it was made from.</summary>
    public string? VmImageReference { get; set; }

    /// <summary>Operating system.</summary>
    public string? Platform { get; set; }

    public ItemList<string>? IpV4Addresses { get; set; }

    public ItemList<string>? IpV6Addresses { get; set; }

    /// <summary>Its network: a VPC, or a virtual network of Azure.</summary>
    public string? NetworkId { get; set; }

    public ItemList<string>? SubnetIds { get; set; }

    public ItemList<string>? SecurityGroupIds { get; set; }

    /// <summary>The role or identity that it runs under.</summary>
    public string? ExecutionRole { get; set; }

    /// <summary>SSH key.</summary>
    public string? KeyName { get; set; }

    /// <summary>When it was started.</summary>
    public DateTimeOffset? LaunchedAt { get; set; }

    /// <inheritdoc/>
    public override string ToString() => VmName ?? VmImageReference ?? "";
}
