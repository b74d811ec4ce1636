using InspectorHub.Common;

namespace InspectorHub.Findings.Classic;

/// <summary>A security group of a network interface.</summary>
public sealed class ClassicSecurityGroup
{
    public string? GroupName { get; set; }

    /// <summary>sg-…</summary>
    public string? GroupId { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(GroupId, GroupName);
}
