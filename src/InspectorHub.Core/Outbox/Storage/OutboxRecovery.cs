using System.Globalization;
using InspectorHub.Common.Files;

namespace InspectorHub.Outbox.Storage;

/// <summary>
/// Puts in a damaged outbox's place one that has what can be read of it. First that one is whole and on the disk, then the damaged
/// file gets another name: killed at any instant, or out of space, the next opening finds the one or the other. Nobody else uses it.
/// </summary>
internal sealed class OutboxRecovery(string path, OutboxOptions options)
{
    private readonly string salvage = path + ".salvage";
    private readonly string copy = path + ".salvage-from";

    /// <summary>Carries over what can be read and sets the damaged file aside.</summary>
    /// <param name="reason">What is wrong with it.</param>
    /// <exception cref="OutboxException">There is no room for what can be read; nothing was moved.</exception>
    public SetAsideOutbox Run(string reason)
    {
        try
        {
            var (salvaged, lost) = Salvage();
            RemoveEmptyLog();
            DurableFile.FlushFolder(Path.GetDirectoryName(path)!);
            return new SetAsideOutbox(Replace(), reason, salvaged, lost);
        }
        catch (OutboxException)
        {
            RemoveEmptyLog();
            throw;
        }
        catch (IOException failure)
        {
            throw new OutboxException(
                OutboxFailure.DiskFull,
                $"The outbox {path} is damaged, and what can be read of it cannot be saved: {failure.Message} Nothing was moved.",
                failure);
        }
        finally
        {
            Remove(copy);
            // Otherwise it is the outbox still to be, whole.
            if (File.Exists(path)) Remove(salvage);
        }
    }

    /// <summary>
    /// Goes on where a process was killed between setting the damaged file aside and putting the salvaged one in its place.
    /// </summary>
    public void FinishReplacement()
    {
        // It is whole: the damaged file gets another name only after that.
        if (File.Exists(path) || !File.Exists(salvage)) return;
        Replace();
    }

    private (int Salvaged, int Lost) Salvage()
    {
        Remove(salvage);
        using var sound = new OutboxConnection(salvage, options, durable: true, new object());
        sound.Write(() => OutboxSchema.Migrate(sound, salvage));
        var result = sound.Write(() =>
        {
            var work = new OutboxSalvage(sound);
            // First the newest state, which may have holes; then the last one that SQLite takes for whole.
            if (File.Exists(path + "-wal") && MendedCopy() is { } mended) Read(work, mended);
            Read(work, path);
            return work.Complete();
        });
        sound.FlushLog();
        return result;
    }

    private string? MendedCopy()
    {
        if (!WriteAheadLog.HasLostCommits(path + "-wal")) return null;
        Remove(copy);
        OwnerFile.Create(copy);
        OwnerFile.Create(copy + "-wal");
        File.Copy(path, copy, overwrite: true);
        WriteAheadLog.Mend(path + "-wal", copy + "-wal");
        return copy;
    }

    private void Read(OutboxSalvage work, string from)
    {
        using var damaged = TryOpen(from);
        if (damaged is not null) work.Add(damaged);
    }

    // Null where it does not even open: then it stays, for whoever knows more.
    private OutboxConnection? TryOpen(string from)
    {
        OutboxConnection? opened = null;
        try
        {
            opened = new OutboxConnection(from, options, durable: false, new object());
            opened.KeepLog();
            opened.Write(() => OutboxSchema.Migrate(opened, from));
            return opened;
        }
        catch (OutboxException unreadable) when (unreadable.Failure is OutboxFailure.Damaged or OutboxFailure.Inaccessible)
        {
            opened?.Dispose();
            return null;
        }
    }

    // Each step is on the disk before the next: a log must never lie beside a file that is not its own.
    private string Replace()
    {
        var aside = $"{path}.damaged-{options.Time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}";
        var folder = Path.GetDirectoryName(path)!;
        foreach (var beside in new[] { "", "-wal" })
        {
            if (!File.Exists(path + beside)) continue;
            DurableFile.Move(path + beside, aside + beside);
            DurableFile.FlushFolder(folder);
        }

        File.Delete(path + "-shm");
        DurableFile.Move(salvage, path);
        DurableFile.FlushFolder(folder);
        return aside;
    }

    // Made by reading; what has something in it stays.
    private void RemoveEmptyLog()
    {
        if (new FileInfo(path + "-wal") is not { Exists: true, Length: 0 }) return;
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
    }

    private static void Remove(string file)
    {
        foreach (var beside in new[] { "", "-wal", "-shm", "-journal" }) File.Delete(file + beside);
    }
}
