using InspectorHub.Common;

namespace InspectorHub.Findings.Classic;

/// <summary>The instance that a Classic finding is about.</summary>
public sealed class ClassicAssetAttributes
{
    /// <summary>Version of the shape.</summary>
    public int? SchemaVersion { get; set; }

    /// <summary>The instance id.</summary>
    public string? AgentId { get; set; }

    public string? AutoScalingGroup { get; set; }

    /// <summary>Its image.</summary>
    public string? AmiId { get; set; }

    public string? Hostname { get; set; }

    public ItemList<string>? Ipv4Addresses { get; set; }

    public ItemList<ClassicAttribute>? Tags { get; set; }

    public ItemList<ClassicNetworkInterface>? NetworkInterfaces { get; set; }

    /// <inheritdoc/>
    public override string ToString() => AgentId ?? "";
}
