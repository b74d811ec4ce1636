using System.Runtime.InteropServices;
using System.Text;

namespace InspectorHub.Common.Files;

/// <summary>
/// The one way to replace a file that has to outlive a power cut: written beside it, flushed, renamed, and the folder flushed. A
/// rename alone may be on the disk before what the file holds.
/// </summary>
internal static class DurableFile
{
    /// <summary>
    /// Puts new content in a file's place, for its owner alone: whatever happens meanwhile, all of the old or all of the new is there.
    /// </summary>
    /// <exception cref="IOException">It cannot be written; the old content is still there.</exception>
    public static void Replace(string path, byte[] content)
    {
        var next = $"{path}.{Guid.NewGuid():N}";
        OwnerFile.Create(next);
        try
        {
            using (var file = new FileStream(next, FileMode.Open, FileAccess.Write))
            {
                file.Write(content, 0, content.Length);
                file.Flush(flushToDisk: true);
            }

            Move(next, path);
        }
        catch
        {
            File.Delete(next);
            throw;
        }

        FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Gives a file another name, in the place of a file that has it; the folder is not flushed.</summary>
    public static void Move(string from, string to)
    {
#if NET
        File.Move(from, to, overwrite: true);
#else
        if (File.Exists(to)) File.Replace(from, to, null);
        else File.Move(from, to);
#endif
    }

    /// <summary>Makes names that were given in a folder last. Windows keeps a journal of them and has no way to ask.</summary>
    /// <exception cref="IOException">The disk does not take them.</exception>
    public static void FlushFolder(string folder)
    {
        if (Path.DirectorySeparatorChar == '\\') return;
        var handle = open(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        // Some file systems give no handle of a folder; then there is nothing to flush by.
        if (handle < 0) return;
        try
        {
            if (fsync(handle) != 0 && Marshal.GetLastWin32Error() is InputOutputError or NoSpace)
                throw new IOException($"The folder {folder} cannot be flushed to the disk.");
        }
        finally
        {
            _ = close(handle);
        }
    }

    private const int InputOutputError = 5, NoSpace = 28;

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int handle);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int handle);
}
