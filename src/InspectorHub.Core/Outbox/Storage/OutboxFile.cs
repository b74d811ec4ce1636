using InspectorHub.Common.Files;
using InspectorHub.Outbox.Leasing;

namespace InspectorHub.Outbox.Storage;

/// <summary>The file of an outbox and the files beside it: where they are, and whether they are sound.</summary>
internal static class OutboxFile
{
    private const string Suspicion = ".suspect";

    /// <summary>The outbox of the user, in the folder for state that is neither configuration nor cache.</summary>
    public static string DefaultPath
    {
        get
        {
            var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
            if (string.IsNullOrEmpty(state))
            {
                state = Path.DirectorySeparatorChar == '\\'
                    ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                    : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
            }

            return Path.Combine(state, "InspectorHub", "outbox.db");
        }
    }

    /// <summary>Lets one process at a time open, check, migrate or set aside the outbox.</summary>
    /// <exception cref="OutboxException">Another process has not finished in time.</exception>
    public static IDisposable Lock(string path, TimeSpan timeout)
    {
        var deadline = Environment.TickCount + (int)timeout.TotalMilliseconds;
        while (true)
        {
            try
            {
                OwnerFile.Create(path + ".opening");
                return new FileStream(path + ".opening", FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception failure) when (MayBeOfAnotherOpener(failure))
            {
                if (Environment.TickCount - deadline <= 0) Thread.Sleep(10);
                else if (failure is UnauthorizedAccessException) throw;
                else throw new OutboxException(
                    OutboxFailure.Locked,
                    $"Another program has been opening the outbox {path} for {timeout.TotalSeconds:0} seconds.", failure);
            }
        }
    }

    // It keeps the file locked, or has removed it just now. The codes: ERROR_SHARING_VIOLATION; EWOULDBLOCK of Linux and of macOS.
    // Windows denies access to a file that is just being removed, too; if it is not that, it is still so in the end.
    private static bool MayBeOfAnotherOpener(Exception failure) => failure switch
    {
        FileNotFoundException => true,
        IOException => (failure.HResult & 0xFFFF) is 32 or 11 or 35,
        UnauthorizedAccessException => Path.DirectorySeparatorChar == '\\',
        _ => false,
    };

    /// <summary>Refuses what cannot be an outbox, before anything is made beside it.</summary>
    /// <exception cref="OutboxException">It is a device, a folder, or a file of something else.</exception>
    public static void RefuseWhatIsNone(string path)
    {
        if (Directory.Exists(path)) throw IsNone(path, "is a folder");
        // What is in a file is for SQLite to look at: to close it here would undo the locks that this process has on it there.
        if (FileIdentity.Of(path) is { IsRegular: false }) throw IsNone(path, "is no file that keeps what is written to it");
    }

    /// <summary>The failure of a file that cannot be an outbox.</summary>
    public static OutboxException IsNone(string path, string what) =>
        new(OutboxFailure.Inaccessible, $"{path} {what}, so it cannot be an outbox. It is left as it is; name another file.");

    /// <summary>
    /// Opens a sound outbox of this version; a damaged one is set aside, and one with what can be read of it takes its place.
    /// </summary>
    /// <exception cref="OutboxException">It cannot be used, or it is damaged and other senders still use it.</exception>
    public static (OutboxConnection Connection, SetAsideOutbox? SetAside) Open(string path, OutboxOptions options, object gate)
    {
        // What others use is whole; and only who is alone may put something in its place.
        if (SenderLock.AnyLives(path)) return (OpenSound(path, options, gate), null);
        var recovery = new OutboxRecovery(path, options);
        recovery.FinishReplacement();
        try
        {
            // A log without a file that has begun is what a power cut has left of one that was being made; SQLite removes it.
            var log = path + "-wal";
            if (new FileInfo(path) is { Exists: true, Length: > 0 } && WriteAheadLog.HasLostCommits(log))
                throw new OutboxException(OutboxFailure.Damaged, $"The log {log} is damaged before its end.");
            return (OpenSound(path, options, gate), null);
        }
        catch (OutboxException damage) when (damage.Failure == OutboxFailure.Damaged)
        {
            var setAside = recovery.Run(damage.Message);
            File.Delete(path + Suspicion);
            return (OpenSound(path, options, gate), setAside);
        }
    }

    /// <summary>Damage was met while the outbox was used: whoever opens it next looks at all of it, however long that takes.</summary>
    public static void SuspectDamage(string path)
    {
        try
        {
            OwnerFile.Create(path + Suspicion);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next one meets it again.
        }
    }

    private static OutboxConnection OpenSound(string path, OutboxOptions options, object gate)
    {
        OwnerFile.Create(path);
        var connection = new OutboxConnection(path, options, durable: true, gate);
        try
        {
            var suspected = File.Exists(path + Suspicion);
            if (connection.FindDamage(suspected ? TimeSpan.MaxValue : options.CheckTime) is { } damage)
                throw new OutboxException(OutboxFailure.Damaged, $"The outbox {path} is damaged: {damage}");
            if (suspected) File.Delete(path + Suspicion);
            connection.Write(() => OutboxSchema.Migrate(connection, path));
            return connection;
        }
        catch
        {
            // What is damaged stays as it is, its log included: there may be more in it than SQLite reads.
            connection.KeepLog();
            connection.Dispose();
            throw;
        }
    }
}
