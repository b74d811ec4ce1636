namespace InspectorHub.Asff;

/// <summary>A place in a file.</summary>
public sealed class AsffCodeFilePath
{
    public string? FileName { get; set; }

    public string? FilePath { get; set; }

    /// <summary>First line.</summary>
    public int? StartLine { get; set; }

    /// <summary>Last line.</summary>
    public int? EndLine { get; set; }

    /// <inheritdoc/>
    public override string ToString() => FilePath ?? FileName ?? "";
}
