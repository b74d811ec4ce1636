using System.Globalization;
using InspectorHub.Common.Files;
using InspectorHub.Outbox.Accepting;
using InspectorHub.Outbox.Leasing;
using InspectorHub.Outbox.Storage;

namespace InspectorHub.Outbox;

/// <summary>
/// The file in which findings wait until Security Hub has answered for them, and the ledger of what it has acknowledged.
/// Several processes may use one at the same time. It holds no credentials and is readable by its owner only.
/// </summary>
public sealed class FindingOutbox : IDisposable
{
    private readonly object gate = new();
    private readonly Dictionary<Lane, long> lanes = [];
    private readonly OutboxConnection accepting;
    private readonly OutboxConnection sending;
    private readonly SenderLock senderLock;
    private readonly FileIdentity? identity;
    private string? gone;
    private int closed;
    private readonly OutboxAcceptance acceptance;
    private readonly Ledger ledger;

    /// <summary>Opens an outbox; makes it, or brings it to this version, where needed.</summary>
    /// <param name="path">The file; without one, <see cref="DefaultPath"/>.</param>
    /// <param name="options">What is to be different.</param>
    /// <exception cref="OutboxException">
    /// The file cannot be used. A damaged one is set aside instead: see <see cref="SetAside"/>.
    /// </exception>
    public FindingOutbox(string? path = null, OutboxOptions? options = null)
    {
        Options = options ?? new OutboxOptions();
        try
        {
            FilePath = RealPath.Of(path ?? DefaultPath);
            OutboxFile.RefuseWhatIsNone(FilePath);
            using (OutboxFile.Lock(FilePath, Options.LockTimeout))
            {
                (accepting, SetAside) = OutboxFile.Open(FilePath, Options, gate);
                sending = new OutboxConnection(FilePath, Options, durable: false, gate);
                senderLock = new SenderLock(FilePath);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            accepting?.Dispose();
            throw new OutboxException(
                OutboxFailure.Inaccessible, $"The outbox {path ?? DefaultPath} cannot be opened: {failure.Message}", failure);
        }

        identity = FileIdentity.Of(FilePath);
        acceptance = new OutboxAcceptance(accepting, Options);
        ledger = new Ledger(sending);
        Leases = new OutboxLeases(sending, Options, ledger);
    }

    /// <summary>The user's own outbox: InspectorHub/outbox.db in XDG_STATE_HOME, ~/.local/state or, on Windows, LocalAppData.</summary>
    public static string DefaultPath => OutboxFile.DefaultPath;

    /// <summary>Its folder, where what goes with an outbox is kept, too.</summary>
    internal static string DefaultFolder => Path.GetDirectoryName(DefaultPath)!;

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>The damaged file that stood in the way and was moved, or null.</summary>
    public SetAsideOutbox? SetAside { get; }

    internal OutboxOptions Options { get; }

    internal OutboxLeases Leases { get; }

    /// <summary>What this user of the outbox signs with.</summary>
    internal string Sender => senderLock.Name;

    /// <summary>How delivery stands on every lane.</summary>
    public IReadOnlyList<DeliveryFigures> Figures() => new OutboxFigures(sending).PerLane();

    /// <summary>Puts findings on disk: when this returns, a power cut loses none of them.</summary>
    /// <returns>One for each finding taken: the first ones, as many as there is room for.</returns>
    /// <exception cref="OutboxException">None was put on disk; there is no room for any, or the file cannot be written.</exception>
    internal IReadOnlyList<Acceptance> Accept(IReadOnlyList<OutboundFinding> findings, bool force)
    {
        var numbers = findings.Select(finding => Number(finding.Lane)).ToList();
        var acceptances = accepting.Write(
            () => acceptance.Accept(findings.Take(CountWithRoom(findings)).Select((finding, i) => (numbers[i], finding)), Sender, force));
        CheckFile();
        return acceptances;
    }

    private int CountWithRoom(IReadOnlyList<OutboundFinding> findings)
    {
        var room = Options.WaitingBytes - accepting.Number("SELECT coalesce(sum(waiting_bytes), 0) FROM lane");
        var taken = findings.TakeWhile(finding => (room -= finding.Body.Length) >= 0).Count();
        if (taken == 0 && findings.Count > 0)
        {
            var bytes = Options.WaitingBytes.ToString("N0", CultureInfo.InvariantCulture);
            throw new OutboxException(
                OutboxFailure.Full,
                $"The outbox {FilePath} is full: {bytes} bytes of findings may wait. Deliver what is in it, then send the rest again.");
        }

        var disk = DiskRoom.Left(FilePath) is var left and < long.MaxValue / 2
            ? left + (accepting.Number("PRAGMA freelist_count") * OutboxConnection.PageSize)
            : long.MaxValue;
        // It stands in the log and then in the file, both of which may take a little more than it.
        var fitting = findings.Take(taken).TakeWhile(finding => (disk -= 3L * finding.Body.Length) >= 0).Count();
        return fitting > 0 || taken == 0
            ? fitting
            : throw new OutboxException(
                OutboxFailure.DiskFull,
                $"Too little space is left for the outbox {FilePath}: what there is, is kept for delivering what waits in it. Nothing " +
                "was half written; what it held before is still there. Free some space, then send the rest again.");
    }

    /// <summary>Makes sure that the file is still there, for what is written to one that was deleted is written to nowhere.</summary>
    /// <exception cref="OutboxException">
    /// It was deleted, or replaced. Where its place was free, what it held is in a new one now.
    /// </exception>
    internal void CheckFile()
    {
        if (gone is null && (identity is { } known ? FileIdentity.Of(FilePath) == known : File.Exists(FilePath))) return;
        // Whoever notices first puts it right; the others hear the same.
        lock (gate) gone ??= File.Exists(FilePath) ? Replaced() : Rescue();
        throw new OutboxException(OutboxFailure.Gone, gone);
    }

    private string Replaced() =>
        $"The outbox {FilePath} was replaced by another file while it was being used. What was in it is gone with it: send again what " +
        "was not received.";

    // The file that was deleted is still open here, and whole.
    private string Rescue()
    {
        var rescued = FilePath + ".rescued";
        File.Delete(rescued);
        OwnerFile.Create(rescued);
        accepting.CopyTo(rescued);
        DurableFile.Move(rescued, FilePath);
        DurableFile.FlushFolder(Path.GetDirectoryName(FilePath)!);
        return $"The outbox {FilePath} was deleted while it was being used. What it held has been put into a new one in its place: " +
            "deliver that, then send again what was not taken.";
    }

    /// <summary>The findings in the outbox, oldest first, one by one.</summary>
    public IEnumerable<OutboxItem> Read(OutboxFilter filter)
    {
        // A connection of its own: it may be read from for long, and what is written meanwhile is not held up.
        using var reading = new OutboxConnection(FilePath, Options, durable: false, new object());
        foreach (var item in new OutboxContents(reading, Options).Read(filter)) yield return item;
    }

    /// <summary>How many findings are meant by a filter.</summary>
    public int Count(OutboxFilter filter) => new OutboxContents(sending, Options).Count(filter);

    /// <summary>Throws findings away, but none that is in flight.</summary>
    /// <returns>How many.</returns>
    public int Clear(OutboxFilter filter) => new OutboxContents(sending, Options).Clear(filter);

    /// <summary>Makes pending what senders had in flight that are no more.</summary>
    public void ReleaseDead() => Leases.ReleaseDead(owner => owner == Sender || SenderLock.Lives(FilePath, owner));

    /// <summary>Forgets some of what Security Hub has deleted by now.</summary>
    /// <returns>How many findings.</returns>
    /// <param name="now">The time by Security Hub's clock.</param>
    internal int Forget(DateTimeOffset now) => ledger.Forget(now.ToUnixTimeMilliseconds());

    /// <summary>Makes findings pending and this user of the outbox answer for them.</summary>
    internal (int Findings, IReadOnlyList<Lane> Lanes) Resume(OutboxFilter filter) =>
        new OutboxContents(sending, Options).Resume(filter, Sender);

    /// <summary>Ids of what waits and of what Security Hub has acknowledged.</summary>
    internal IReadOnlyList<string> KnownIds() =>
        sending.Read(
            () => sending.Rows("SELECT id FROM waiting UNION SELECT id FROM acknowledged").Select(row => row.GetString(0)).ToList());

    /// <summary>How many documents are stored and somebody's.</summary>
    internal int Documents() => sending.Read(() => (int)sending.Number("SELECT coalesce(sum(live), 0) FROM bundle"));

    /// <summary>What this user of the outbox has put there and Security Hub has not answered for.</summary>
    public IEnumerable<FindingResult> Unanswered()
    {
        using var reading = new OutboxConnection(FilePath, Options, durable: false, new object());
        foreach (var row in reading.Rows(
            $"""
            SELECT w.id, l.endpoint, l.region, l.account, w.attempts, w.error_code, w.error_message
            FROM waiting w JOIN lane l ON l.number = w.lane WHERE w.state <> {SqlState.Refused} AND w.queued_by = $sender ORDER BY w.number
            """,
            ("$sender", Sender)))
        {
            yield return new FindingResult(
                row.GetString(0), new Lane(row.GetString(1), row.GetString(2), row.GetString(3)), DeliveryStatus.Waiting, row.GetInt32(4),
                ErrorCode: row.GetText(5), ErrorMessage: row.GetText(6));
        }
    }

    /// <summary>Whether a finding waits, whoever put it there; a refused one does not.</summary>
    internal bool IsWaiting(string id, Lane lane)
    {
        var number = Number(lane);
        return sending.Read(
            () =>
                sending.Number(
                    $"SELECT EXISTS (SELECT 1 FROM waiting WHERE lane = $lane AND id = $id AND state <> {SqlState.Refused})",
                    ("$lane", number), ("$id", id))) != 0;
    }

    /// <summary>How many of what this user of the outbox has put there still wait on these lanes.</summary>
    internal int CountOwn(IEnumerable<Lane> among) => among.Select(Number).Sum(lane => sending.Read(() =>
        (int)sending.Number(
            $"SELECT count(*) FROM waiting WHERE lane = $lane AND state <> {SqlState.Refused} AND queued_by = $sender",
            ("$lane", lane), ("$sender", Sender))));

    /// <summary>How many findings wait on these lanes, refused ones aside, and for how long the oldest has.</summary>
    internal (int Waiting, TimeSpan Oldest) Backlog(IEnumerable<Lane> among)
    {
        var (waiting, oldest) = (0, long.MaxValue);
        foreach (var lane in among.Select(Number))
        {
            foreach (var row in sending.Read(() => sending.Rows(
                $"""
                SELECT (SELECT waiting FROM lane WHERE number = $lane)
                        - (SELECT count(*) FROM waiting WHERE lane = $lane AND state = {SqlState.Refused}),
                       (SELECT queued_at FROM waiting WHERE lane = $lane AND state <> {SqlState.Refused} ORDER BY number LIMIT 1)
                """,
                ("$lane", lane)).Select(row => (row.GetInt32(0), row.IsNull(1) ? long.MaxValue : row.GetInt64(1))).ToList()))
            {
                waiting += row.Item1;
                oldest = Math.Min(oldest, row.Item2);
            }
        }

        return (
            waiting, oldest == long.MaxValue ? TimeSpan.Zero : Options.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(oldest));
    }

    /// <summary>The number of a lane in the file.</summary>
    internal long Number(Lane lane)
    {
        lock (gate)
        {
            if (lanes.TryGetValue(lane, out var number)) return number;
            (string, SqlValue)[] key = [("$endpoint", lane.Endpoint), ("$region", lane.Region), ("$account", lane.AccountId)];
            number = sending.Write(() =>
            {
                sending.Execute(
                    "INSERT INTO lane (endpoint, region, account) VALUES ($endpoint, $region, $account) ON CONFLICT DO NOTHING", key);
                return sending.Number(
                    "SELECT number FROM lane WHERE endpoint = $endpoint AND region = $region AND account = $account", key);
            });
            lanes.Add(lane, number);
            return number;
        }
    }

    /// <summary>The pace of the lanes.</summary>
    internal LaneRateLimiter RateLimiterOf(RateLimitOptions options) => new(sending, options, Options.Time);

    /// <summary>What other senders have on its way of what this one answers for.</summary>
    internal IReadOnlyList<HeldFindings> HeldElsewhere(long lane)
    {
        var now = Options.Time.GetUtcNow();
        return [.. Leases.HeldElsewhere(lane, Sender).Select(
            held =>
                new HeldFindings(
                    held.Findings, SenderLock.ProcessOf(held.Owner), now - DateTimeOffset.FromUnixTimeMilliseconds(held.Since)))];
    }

    /// <summary>
    /// When the next pending finding of a lane is ready, in milliseconds since 1970, and when the oldest came; null when none is
    /// pending.
    /// </summary>
    internal (long ReadyAt, long QueuedAt)? NextPending(long lane) => sending.Read<(long, long)?>(() =>
    {
        foreach (var row in sending.Rows(
            $"""
            SELECT CASE WHEN ready_at > $latest THEN 0 ELSE ready_at END AS ready, queued_at FROM waiting
            WHERE lane = $lane AND state = {SqlState.Pending} ORDER BY ready, number LIMIT 1
            """,
            ("$lane", lane), ("$latest", (Options.Time.GetUtcNow() + OutboxLeases.LongestWait).ToUnixTimeMilliseconds())))
        {
            return (row.GetInt64(0), row.GetInt64(1));
        }

        return null;
    });

    /// <summary>Lets go of the file as a process does that is killed: nothing is given back, nothing carried over.</summary>
    internal void Abandon()
    {
        foreach (var connection in new[] { sending, accepting })
        {
            connection.KeepLog();
            connection.Dispose();
        }

        senderLock.Dispose();
    }

    /// <summary>Closes the file; what is in flight becomes pending again.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref closed, 1) == 1) return;
        try
        {
            Leases.Release(Sender);
        }
        catch (OutboxException)
        {
            // Whoever comes next finds this sender gone and takes over.
        }

        senderLock.Dispose();
        sending.Dispose();
        accepting.Dispose();
    }
}
