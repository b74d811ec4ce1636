namespace InspectorHub.Common.Files;

/// <summary>Small files that are to outlive the process, readable by their owner only.</summary>
internal static class StateFile
{
    /// <summary>Writes one. Whatever happens meanwhile, the file holds what it held before or all that is new.</summary>
    /// <exception cref="StateFileException">It cannot be written.</exception>
    public static void Write(string path, byte[] content) => Use(path, "written", () =>
    {
        DurableFile.Replace(path, content);
        return path;
    });

    /// <summary>Reads one; null where there is none.</summary>
    /// <exception cref="StateFileException">It cannot be read.</exception>
    public static string? Read(string path) => Use(path, "read", () => File.Exists(path) ? File.ReadAllText(path) : null);

    private static T Use<T>(string path, string what, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new StateFileException(path, $"{path} cannot be {what}: {failure.Message}", failure);
        }
    }
}
