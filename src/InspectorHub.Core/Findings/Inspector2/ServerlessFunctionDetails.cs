using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>
/// A function of any provider: Azure's, and beside <see cref="LambdaFunctionDetails"/> AWS's own. Source: Inspector2 API of 2026,
/// <c>ServerlessFunction</c>.
/// </summary>
public sealed class ServerlessFunctionDetails
{
    public string? ServerlessFunctionName { get; set; }

    /// <summary>For example PYTHON_3_12.</summary>
    public string? Runtime { get; set; }

    public string? Version { get; set; }

    /// <summary>Hash of its code.</summary>
    public string? CodeDigest { get; set; }

    /// <summary>The role or identity that it runs under.</summary>
    public string? ExecutionRole { get; set; }

    /// <summary>Names of its layers.</summary>
    public ItemList<string>? Layers { get; set; }

    /// <summary>IMAGE or ZIP.</summary>
    public string? PackageType { get; set; }

    /// <summary>X86_64 or ARM64.</summary>
    public ItemList<string>? Architectures { get; set; }

    /// <summary>Its network: a VPC, or a virtual network of Azure.</summary>
    public string? NetworkId { get; set; }

    public ItemList<string>? SubnetIds { get; set; }

    public ItemList<string>? SecurityGroupIds { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? LastModifiedAt { get; set; }

    /// <inheritdoc/>
    public override string ToString() => ServerlessFunctionName ?? "";
}
