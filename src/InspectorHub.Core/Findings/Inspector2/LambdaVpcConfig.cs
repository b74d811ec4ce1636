using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>The network of a Lambda function.</summary>
public sealed class LambdaVpcConfig
{
    public ItemList<string>? SubnetIds { get; set; }

    public ItemList<string>? SecurityGroupIds { get; set; }

    public string? VpcId { get; set; }

    /// <inheritdoc/>
    public override string ToString() => VpcId ?? "";
}
