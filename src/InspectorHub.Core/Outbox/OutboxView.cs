using InspectorHub.Common.Files;
using InspectorHub.Outbox.Leasing;
using InspectorHub.Outbox.Storage;

namespace InspectorHub.Outbox;

/// <summary>
/// Looks at an outbox and changes nothing: no file is made, repaired, brought to this version or set aside, and nothing is taken
/// from senders. What a sender held that is no more shows as pending, which it is for the next one to deliver.
/// </summary>
public sealed class OutboxView : IDisposable
{
    private readonly OutboxConnection connection;
    private readonly string? copy;

    /// <summary>Opens an outbox to look at it.</summary>
    /// <param name="path">The file; without one, <see cref="FindingOutbox.DefaultPath"/>.</param>
    /// <param name="options">What is to be different.</param>
    /// <exception cref="OutboxException">The file is not there, is no outbox, or cannot be read.</exception>
    public OutboxView(string? path = null, OutboxOptions? options = null)
    {
        Options = options ?? new OutboxOptions();
        try
        {
            FilePath = RealPath.Of(path ?? FindingOutbox.DefaultPath);
            OutboxFile.RefuseWhatIsNone(FilePath);
            if (!File.Exists(FilePath)) throw new OutboxException(OutboxFailure.Missing, $"There is no outbox {FilePath}.");
            connection = OutboxConnection.ToLook(FilePath, Options);
            if (!OutboxSchema.IsCurrent(connection, FilePath)) (connection, copy) = LookAtCopy();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw new OutboxException(OutboxFailure.Inaccessible, $"The outbox {path} cannot be opened: {failure.Message}", failure);
        }
    }

    /// <summary>The file.</summary>
    public string FilePath { get; }

    internal OutboxOptions Options { get; }

    /// <summary>A connection of its own to what is looked at, for who brings a table to compare it with.</summary>
    internal OutboxConnection ToCompare() =>
        OutboxConnection.ToLook(copy is null ? FilePath : Path.Combine(copy, Path.GetFileName(FilePath)), Options, isComparing: true);

    /// <inheritdoc cref="FindingOutbox.Figures"/>
    public IReadOnlyList<DeliveryFigures> Figures() => new OutboxFigures(connection).PerLane();

    /// <inheritdoc cref="FindingOutbox.Read"/>
    public IEnumerable<OutboxItem> Read(OutboxFilter filter) => Contents().Read(filter);

    /// <inheritdoc cref="FindingOutbox.Count"/>
    public int Count(OutboxFilter filter) => Contents().Count(filter);

    /// <summary>What senders that live have on their way.</summary>
    public IReadOnlyList<HeldFindings> Held()
    {
        var now = Options.Time.GetUtcNow();
        return
        [
            .. connection.Rows(
                $"SELECT owner, count(*), min(coalesce(leased_at, queued_at)) FROM waiting WHERE state = {SqlState.InFlight} GROUP BY " +
                "owner")
                .Select(row => (Owner: row.GetString(0), Findings: row.GetInt32(1), Since: row.GetInt64(2))).ToList()
                .Where(held => SenderLock.IsHeld(FilePath, held.Owner))
                .Select(
                    held =>
                        new HeldFindings(
                            held.Findings, SenderLock.ProcessOf(held.Owner), now - DateTimeOffset.FromUnixTimeMilliseconds(held.Since))),
        ];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        connection?.Dispose();
        if (copy is not null) Directory.Delete(copy, recursive: true);
    }

    private OutboxContents Contents() => new(connection, Options, owner => !SenderLock.IsHeld(FilePath, owner));

    // An earlier version is brought to this one in a copy.
    private (OutboxConnection Connection, string Folder) LookAtCopy()
    {
        connection.Dispose();
        var folder = Path.Combine(Path.GetTempPath(), $"outbox-{Guid.NewGuid():N}");
        var file = Path.Combine(folder, Path.GetFileName(FilePath));
        foreach (var beside in new[] { "", "-wal" })
        {
            if (!File.Exists(FilePath + beside)) continue;
            OwnerFile.Create(file + beside);
            File.Copy(FilePath + beside, file + beside, overwrite: true);
        }

        var migrated = new OutboxConnection(file, Options, durable: false, new object());
        migrated.Write(() => OutboxSchema.Migrate(migrated, FilePath));
        return (migrated, folder);
    }
}
