using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>What is known about a resource.</summary>
public sealed class Inspector2ResourceDetails
{
    /// <summary>An EC2 instance.</summary>
    public Ec2InstanceDetails? AwsEc2Instance { get; set; }

    /// <summary>An image in ECR.</summary>
    public EcrContainerImageDetails? AwsEcrContainerImage { get; set; }

    /// <summary>A Lambda function.</summary>
    public LambdaFunctionDetails? AwsLambdaFunction { get; set; }

    /// <summary>A repository of source code.</summary>
    public CodeRepositoryDetails? CodeRepository { get; set; }

    /// <summary>A virtual machine, of whatever provider.</summary>
    public VirtualMachineDetails? Vm { get; set; }

    /// <summary>A container image, of whatever provider.</summary>
    public ImageDetails? Image { get; set; }

    /// <summary>A function, of whatever provider.</summary>
    public ServerlessFunctionDetails? ServerlessFunction { get; set; }

    /// <inheritdoc/>
    public override string ToString() =>
        Words.Of(AwsEc2Instance, AwsEcrContainerImage, AwsLambdaFunction, CodeRepository, Vm, Image, ServerlessFunction);
}
