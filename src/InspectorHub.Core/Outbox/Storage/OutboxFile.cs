using System.Globalization;
using InspectorHub.Common;

namespace InspectorHub.Outbox.Storage;

/// <summary>The file of an outbox and the files beside it: where they are, who may read them, and whether they are sound.</summary>
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
                else throw new OutboxException(OutboxFailure.Locked, $"Another program has been opening the outbox {path} for {timeout.TotalSeconds:0} seconds.", failure);
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

    /// <summary>Opens a sound outbox of this version; a damaged one is set aside and a new one takes its place.</summary>
    /// <exception cref="OutboxException">It cannot be used, or it is damaged and other senders still use it.</exception>
    public static (OutboxConnection Connection, SetAsideOutbox? SetAside) Open(string path, OutboxOptions options, object gate)
    {
        try
        {
            return (OpenSound(path, options, gate), null);
        }
        catch (OutboxException damage) when (damage.Failure == OutboxFailure.Damaged && !SenderLock.AnyLives(path))
        {
            var aside = SetAside(path, options.Time.GetUtcNow());
            var fresh = OpenSound(path, options, gate);
            var (salvaged, lost) = Salvage(aside, fresh, options);
            return (fresh, new SetAsideOutbox(aside, damage.Message, salvaged, lost));
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

    private static (int Salvaged, int Lost) Salvage(string aside, OutboxConnection fresh, OutboxOptions options)
    {
        try
        {
            using var damaged = new OutboxConnection(aside, options, durable: false, new object());
            damaged.Write(() => OutboxSchema.Migrate(damaged, aside));
            return fresh.Write(() => new OutboxSalvage(damaged, fresh).Run());
        }
        catch (OutboxException)
        {
            // It does not even open. It is still there, for whoever knows more.
            return (0, 0);
        }
        finally
        {
            File.Delete(aside + Suspicion);
        }
    }

    private static string SetAside(string path, DateTimeOffset now)
    {
        var aside = $"{path}.damaged-{now.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}";
        foreach (var beside in new[] { "-wal", "-shm", "" })
        {
            if (File.Exists(path + beside)) File.Move(path + beside, aside + beside);
        }

        return aside;
    }

    private static OutboxConnection OpenSound(string path, OutboxOptions options, object gate)
    {
        OwnerFile.Create(path);
        var connection = new OutboxConnection(path, options, durable: true, gate);
        try
        {
            var suspected = File.Exists(path + Suspicion);
            if (connection.FindDamage(suspected ? TimeSpan.MaxValue : options.CheckTime) is { } damage) throw new OutboxException(OutboxFailure.Damaged, $"The outbox {path} is damaged: {damage}");
            if (suspected) File.Delete(path + Suspicion);
            connection.Write(() => OutboxSchema.Migrate(connection, path));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
