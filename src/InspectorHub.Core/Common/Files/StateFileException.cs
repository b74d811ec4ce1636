namespace InspectorHub.Common.Files;

/// <summary>A small file beside the outbox, such as a checkpoint, cannot be read or written.</summary>
public sealed class StateFileException : Exception
{
    /// <summary>A file cannot be used.</summary>
    internal StateFileException(string path, string message, Exception innerException) : base(message, innerException) => FilePath = path;

    /// <summary>The file.</summary>
    public string FilePath { get; }
}
