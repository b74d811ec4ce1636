using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>The network of a Lambda function.</summary>
public sealed class AsffLambdaVpcConfig
{
    public ItemList<string>? SecurityGroupIds { get; set; }

    public ItemList<string>? SubnetIds { get; set; }

    public string? VpcId { get; set; }

    /// <inheritdoc/>
    public override string ToString() => VpcId ?? "";
}
