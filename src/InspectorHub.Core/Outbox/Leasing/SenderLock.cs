using System.Globalization;
using InspectorHub.Common.Files;

namespace InspectorHub.Outbox.Leasing;

/// <summary>
/// Tells senders on one outbox which of them live. Each keeps a file locked that the system unlocks when the process ends,
/// however it ends: what a dead sender had in flight is taken over at once, and no clock is asked, which could jump.
/// </summary>
internal sealed class SenderLock : IDisposable
{
    private readonly FileStream held;

    public SenderLock(string outboxPath)
    {
        // The process's number is for people to read. What tells senders apart is the rest.
        Name = FormattableString.Invariant($"{ThisProcess}.{Guid.NewGuid():N}");
        OwnerFile.Create(FileOf(outboxPath, Name));
        held = new FileStream(FileOf(outboxPath, Name), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    /// <summary>What this sender signs with.</summary>
    public string Name { get; }

    /// <summary>The number of a sender's process, as far as its name tells.</summary>
    public static int? ProcessOf(string name) =>
        name.Split('.') is [var number, _] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            ? process
            : null;

    /// <summary>Whether the sender of that name still lives; the file of a dead one is removed.</summary>
    public static bool Lives(string outboxPath, string name) => IsLocked(outboxPath, name, FileOptions.DeleteOnClose);

    /// <summary>Whether the sender of that name still lives; nothing is removed.</summary>
    public static bool IsHeld(string outboxPath, string name) => IsLocked(outboxPath, name, FileOptions.None);

    /// <summary>Whether any sender lives that uses the outbox.</summary>
    public static bool AnyLives(string outboxPath) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(outboxPath)!, Path.GetFileName(outboxPath) + ".sender-*")
            .Any(file => Lives(outboxPath, file.Substring(file.LastIndexOf('-') + 1)));

    public void Dispose() => held.Dispose();

    private static bool IsLocked(string outboxPath, string name, FileOptions options)
    {
        try
        {
            new FileStream(FileOf(outboxPath, name), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, options).Dispose();
            return false;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        // Windows refuses access to a file that is open and deleted when its sender ends.
        catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static int ThisProcess
    {
        get
        {
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            return process.Id;
        }
    }

    private static string FileOf(string outboxPath, string name) => $"{outboxPath}.sender-{name}";
}
