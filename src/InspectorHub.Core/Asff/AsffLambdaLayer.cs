
namespace InspectorHub.Asff;

/// <summary>A layer of a Lambda function.</summary>
public sealed class AsffLambdaLayer
{
    public string? Arn { get; set; }

    /// <summary>In bytes.</summary>
    public long? CodeSize { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Arn ?? "";
}
