namespace InspectorHub.Outbox.Storage;

/// <summary>
/// The room that an outbox leaves on its disk. Delivering what waits takes some, too: an answer is written to the log before the
/// finding is off the disk. So what would take the last room is not accepted.
/// </summary>
internal static class DiskRoom
{
    private const long MostReserved = 64_000_000;
    private const int MostLogPages = 8000;

    /// <summary>Bytes that findings may still take; none where nobody can tell how much is free.</summary>
    public static long Left(string path) => Find(path) is { } disk ? Math.Max(0, disk.AvailableFreeSpace - Reserved(disk)) : long.MaxValue;

    /// <summary>
    /// How many pages the log may have before it is carried over into the file: on a small disk fewer, so that it stays within what is
    /// reserved.
    /// </summary>
    public static long LogPages(string path) =>
        Find(path) is { } disk ? Math.Min(MostLogPages, Math.Max(16, Reserved(disk) / 4 / OutboxConnection.PageSize)) : MostLogPages;

    private static long Reserved(DriveInfo disk) => Math.Min(MostReserved, disk.TotalSize / 8);

    private static DriveInfo? Find(string path)
    {
        try
        {
            var disk = new DriveInfo(Path.GetDirectoryName(path)!);
            return disk.TotalSize > 0 ? disk : null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
