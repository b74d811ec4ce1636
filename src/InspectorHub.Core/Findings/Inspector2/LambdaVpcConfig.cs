using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>The network of a Lambda function.</summary>
public sealed class LambdaVpcConfig
{
    /// <summary>Subnets.</summary>
    public ItemList<string>? SubnetIds { get; set; }

    /// <summary>Security groups.</summary>
    public ItemList<string>? SecurityGroupIds { get; set; }

    /// <summary>The VPC.</summary>
    public string? VpcId { get; set; }

    /// <inheritdoc/>
    public override string ToString() => VpcId ?? "";
}
