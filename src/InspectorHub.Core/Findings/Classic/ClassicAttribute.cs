namespace InspectorHub.Findings.Classic;

/// <summary>A key and its value.</summary>
public sealed class ClassicAttribute
{
    public string? Key { get; set; }

    public string? Value { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Key}={Value}";
}
