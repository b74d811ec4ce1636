using InspectorHub.Common;

namespace InspectorHub.Findings.Inspector2;

/// <summary>The way into a resource.</summary>
public sealed class NetworkPath
{
    /// <summary>Step by step, outside first.</summary>
    public ItemList<NetworkPathStep>? Steps { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Words.Of(Steps);
}
