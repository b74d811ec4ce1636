namespace InspectorHub.Findings.Inspector2;

/// <summary>The way into a resource.</summary>
public sealed class NetworkPath
{
    /// <summary>Step by step, outside first.</summary>
    public List<NetworkPathStep>? Steps { get; set; }
}
