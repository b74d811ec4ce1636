namespace InspectorHub.Proofs.CrashStates;

/// <summary>What a process did to the disk, or said about it.</summary>
internal abstract record DiskOperation
{
    /// <summary>Bytes written into a file.</summary>
    internal sealed record Write(string Path, long Offset, byte[] Bytes) : DiskOperation;

    /// <summary>A file cut, or made longer.</summary>
    internal sealed record Truncate(string Path, long Length) : DiskOperation;

    /// <summary>A file or a folder flushed.</summary>
    internal sealed record Flush(string Path) : DiskOperation;

    /// <summary>A file made where there was none.</summary>
    internal sealed record Create(string Path) : DiskOperation;

    /// <summary>A file given another name.</summary>
    internal sealed record Rename(string From, string To) : DiskOperation;

    /// <summary>A name taken away.</summary>
    internal sealed record Remove(string Path) : DiskOperation;

    /// <summary>Something promised to whoever reads the process's output.</summary>
    internal sealed record Said(string Line) : DiskOperation;
}
