using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>What is known about a resource.</summary>
public sealed class Inspector2ResourceDetails
{
    public Ec2InstanceDetails? AwsEc2Instance { get; set; }

    public EcrContainerImageDetails? AwsEcrContainerImage { get; set; }

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
