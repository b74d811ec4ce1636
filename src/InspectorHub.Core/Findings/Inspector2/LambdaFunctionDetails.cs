using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>A Lambda function.</summary>
public sealed class LambdaFunctionDetails
{
    public string? FunctionName { get; set; }

    /// <summary>For example PYTHON_3_12.</summary>
    public string? Runtime { get; set; }

    /// <summary>Hash of its code.</summary>
    public string? CodeSha256 { get; set; }

    public string? Version { get; set; }

    public string? ExecutionRoleArn { get; set; }

    /// <summary>ARNs of its layers.</summary>
    public ItemList<string>? Layers { get; set; }

    /// <summary>Its network.</summary>
    public LambdaVpcConfig? VpcConfig { get; set; }

    /// <summary>IMAGE or ZIP.</summary>
    public string? PackageType { get; set; }

    /// <summary>X86_64 or ARM64.</summary>
    public ItemList<string>? Architectures { get; set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? LastModifiedAt { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(FunctionName, Runtime);
}
