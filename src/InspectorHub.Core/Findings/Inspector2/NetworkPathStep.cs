using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>A step on the way into a resource.</summary>
public sealed class NetworkPathStep
{
    /// <summary>For example igw-….</summary>
    public string? ComponentId { get; set; }

    /// <summary>For example AWS::EC2::InternetGateway.</summary>
    public string? ComponentType { get; set; }

    public string? ComponentArn { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(ComponentType, ComponentId);
}
