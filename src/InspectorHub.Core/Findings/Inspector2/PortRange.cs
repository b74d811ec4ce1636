namespace InspectorHub.Findings.Inspector2;

/// <summary>Ports from one to another, both included.</summary>
public sealed class PortRange
{
    /// <summary>First port.</summary>
    public int? Begin { get; set; }

    /// <summary>Last port.</summary>
    public int? End { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Begin == End ? $"{Begin}" : $"{Begin}-{End}";
}
