using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>The network of a Lambda function.</summary>
public sealed class AsffLambdaVpcConfig
{
    /// <summary>Security groups.</summary>
    public ItemList<string>? SecurityGroupIds { get; set; }

    /// <summary>Subnets.</summary>
    public ItemList<string>? SubnetIds { get; set; }

    /// <summary>The VPC.</summary>
    public string? VpcId { get; set; }

    /// <inheritdoc/>
    public override string ToString() => VpcId ?? "";
}
