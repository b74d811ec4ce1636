namespace InspectorHub.Common.Files;

/// <summary>
/// A folder for what came and is no finding that could be sent: each text in a file of its own, for its owner alone. The
/// same text again is the same file.
/// </summary>
/// <param name="path">The folder.</param>
public sealed class UnusableFolder(string path)
{
    /// <summary>Keeps a text.</summary>
    /// <returns>The file, and whether it is new.</returns>
    /// <exception cref="StateFileException">The file cannot be written.</exception>
    public (string File, bool IsNew) Keep(byte[] text)
    {
        var file = Path.Combine(path, $"{Digest.UpperHex(Digest.Sha256(text).AsSpan(0, 8))}.json");
        if (File.Exists(file))
        {
            // Whoever wrote it may not have come to flushing its name.
            DurableFile.FlushFolder(path);
            return (file, false);
        }

        StateFile.Write(file, text);
        return (file, true);
    }
}
