namespace InspectorHub.Common.Files;

/// <summary>Files and folders that only their owner can read: what waits, and what has been sent, is nobody else's business.</summary>
internal static class OwnerFile
{
    /// <summary>Makes the file and the folders above it that are missing, for the owner alone.</summary>
    public static void Create(string path)
    {
        CreateFolder(Path.GetDirectoryName(path)!);
        // SQLite gives the files it makes beside this one the same permissions.
#if NET
        if (OperatingSystem.IsWindows())
        {
            if (!File.Exists(path)) WindowsAccess.CreateFile(path);
            return;
        }

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // One that exists is left as its owner has made it.
        if (!File.Exists(path))
            new FileStream(
                path,
                new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.Write,
                    Share = FileShare.ReadWrite,
                    UnixCreateMode = owner,
                }).Dispose();
#else
        File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
#endif
    }

    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        Make(folder);
        // What will be flushed into it is to be found after a power cut.
        if (Path.GetDirectoryName(folder) is { } parent) DurableFile.FlushFolder(parent);
    }

    private static void Make(string folder)
    {
#if NET
        if (OperatingSystem.IsWindows()) WindowsAccess.CreateFolder(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#else
        Directory.CreateDirectory(folder);
#endif
    }
}
