namespace InspectorHub.Asff;

/// <summary>The network of a Lambda function.</summary>
public sealed class AsffLambdaVpcConfig
{
    /// <summary>Security groups.</summary>
    public List<string>? SecurityGroupIds { get; set; }

    /// <summary>Subnets.</summary>
    public List<string>? SubnetIds { get; set; }

    /// <summary>The VPC.</summary>
    public string? VpcId { get; set; }
}
