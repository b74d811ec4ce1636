namespace InspectorHub.Findings.Classic;

/// <summary>A key and its value.</summary>
public sealed class ClassicAttribute
{
    /// <summary>The key.</summary>
    public string? Key { get; set; }

    /// <summary>The value.</summary>
    public string? Value { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Key}={Value}";
}
