namespace InspectorHub.Findings.Inspector2;

/// <summary>A place in a file.</summary>
public sealed class CodeFilePath
{
    /// <summary>File.</summary>
    public string? FileName { get; set; }

    /// <summary>Path.</summary>
    public string? FilePath { get; set; }

    /// <summary>First line.</summary>
    public int? StartLine { get; set; }

    /// <summary>Last line.</summary>
    public int? EndLine { get; set; }

    /// <inheritdoc/>
    public override string ToString() => FilePath ?? FileName ?? "";
}
