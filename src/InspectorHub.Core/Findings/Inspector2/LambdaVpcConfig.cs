namespace InspectorHub.Findings.Inspector2;

/// <summary>The network of a Lambda function.</summary>
public sealed class LambdaVpcConfig
{
    /// <summary>Subnets.</summary>
    public List<string>? SubnetIds { get; set; }

    /// <summary>Security groups.</summary>
    public List<string>? SecurityGroupIds { get; set; }

    /// <summary>The VPC.</summary>
    public string? VpcId { get; set; }
}
