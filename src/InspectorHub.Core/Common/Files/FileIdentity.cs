using System.Runtime.InteropServices;
using System.Text;

namespace InspectorHub.Common.Files;

/// <summary>What a path stands for at this moment: which file, and whether it is an ordinary one.</summary>
/// <param name="IsRegular">Neither a device, a pipe, a socket nor a folder.</param>
/// <param name="Device">The file system.</param>
/// <param name="Number">The file's number there, which no other file has while somebody has it open.</param>
/// <remarks>Linux alone tells; .NET has no name for either. Source of the layout: statx(2), struct statx.</remarks>
internal readonly record struct FileIdentity(bool IsRegular, ulong Device, ulong Number)
{
    private const int CurrentFolder = -100, Bytes = 256, ModeAt = 28, NumberAt = 32, DeviceAt = 136;
    private const uint BasicStatistics = 0x7ff;
    private const ushort KindMask = 0xF000, RegularKind = 0x8000;

    /// <summary>Looks; links are followed. Null where there is nothing, or nobody can tell.</summary>
    public static FileIdentity? Of(string path)
    {
#if NET
        if (!OperatingSystem.IsLinux()) return null;
#else
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux)) return null;
#endif
        var found = new byte[Bytes];
        try
        {
            if (statx(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, BasicStatistics, found) != 0) return null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            return null;
        }

        return new(
            (BitConverter.ToUInt16(found, ModeAt) & KindMask) == RegularKind, BitConverter.ToUInt64(found, DeviceAt),
            BitConverter.ToUInt64(found, NumberAt));
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] found);
}
