using InspectorHub.Asff.Rules;
using InspectorHub.Outbox.Accepting;
using InspectorHub.Outbox.Storage;

namespace InspectorHub.Outbox.Leasing;

/// <summary>Hands waiting findings to a sender, one batch at a time, and books how each attempt ended.</summary>
internal sealed class OutboxLeases(OutboxConnection connection, OutboxOptions options, Ledger ledger)
{
    /// <summary>
    /// Longer than anybody waits for another attempt: a finding that is to wait longer was told so by a clock that has been set back
    /// since.
    /// </summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    // Pending, its time has come, and no clock that was set back says otherwise.
    private const string Ready =
        $"w.lane = $lane AND w.state = {SqlState.Pending} AND (w.ready_at <= $now OR w.ready_at > $latest)";

    /// <summary>Leases the next batch of a lane, oldest first; an empty one when nothing is ready.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="sender">Who will send it.</param>
    /// <param name="partial">Whether fewer findings than a call may have are good enough.</param>
    public Batch Lease(long lane, string sender, bool partial) => connection.Write(() =>
    {
        var batch = new Batch();
        var documents = new BundleReader(connection);
        var now = Now;
        if (!partial && !HasFullBatch(lane, now)) return batch;
        foreach (var row in connection.Rows(
            $"""
            SELECT w.number, w.document, w.id, w.hash, w.source_updated_at, w.updated_at, w.created_at, w.archived, w.attempts, w.queued_by,
                   EXISTS (SELECT 1 FROM acknowledged a WHERE a.lane = w.lane AND a.id = w.id)
            FROM waiting w
            WHERE {Ready} ORDER BY w.number LIMIT $limit
            """,
            ("$lane", lane), ("$now", now), ("$latest", Latest(now)), ("$limit", AsffLimits.BatchFindings)))
        {
            if (!batch.TryAdd(Read(row, lane, documents))) break;
        }

        // All that are ready, up to the last that found room.
        if (batch.Findings.Count > 0)
            connection.Execute(
                $"""
                UPDATE waiting AS w SET state = {SqlState.InFlight}, owner = $sender, leased_at = $now, attempts = attempts + 1
                WHERE {Ready} AND w.number <= $last
                """,
                ("$sender", sender), ("$now", now), ("$lane", lane), ("$latest", Latest(now)), ("$last", batch.Findings[^1].Number));
        return batch;
    });

    private static LeasedFinding Read(Statement row, long lane, BundleReader documents) => new()
    {
        Number = row.GetInt64(0),
        Lane = lane,
        Document = row.GetInt64(1),
        Id = row.GetString(2),
        Hash = row.GetBytes(3),
        SourceUpdatedAt = row.GetInt64(4),
        UpdatedAt = row.GetInt64(5),
        CreatedAt = row.GetText(6),
        IsArchived = row.GetBoolean(7),
        Attempts = row.GetInt32(8) + 1,
        QueuedBy = row.GetString(9),
        Body = Readable(documents, row.GetInt64(1)),
        IsUpdate = row.GetBoolean(10),
    };

    /// <summary>Books how attempts ended: off the disk and into the ledger, set aside, or back among the pending.</summary>
    /// <param name="settlements">The attempts.</param>
    /// <param name="answeredAt">When Security Hub answered, by its own clock; null where it does not say.</param>
    /// <returns>Those that are the last word on their finding: no newer version came while they were in flight.</returns>
    public IReadOnlyList<Settlement> Settle(IReadOnlyCollection<Settlement> settlements, DateTimeOffset? answeredAt = null)
    {
        var at = answeredAt?.ToUnixTimeMilliseconds() ?? Now;
        return connection.Write(() =>
        {
            var received = SettleReceived(settlements, at);
            return settlements.Where(settlement => received.Contains(settlement.Finding.Number) || Settle(settlement, at)).ToList();
        });
    }

    // Most often it is a whole batch that was received as it still waits: that is two statements and not hundreds.
    private HashSet<long> SettleReceived(IEnumerable<Settlement> settlements, long at)
    {
        var findings = settlements.Where(settlement => settlement.Status == DeliveryStatus.Received)
            .Select(settlement => settlement.Finding).ToList();
        if (findings.Count == 0) return [];
        string numbers = List(finding => finding.Number), documents = List(finding => finding.Document);
        ledger.Acknowledge(numbers, documents, at);
        return [.. connection.Rows(
            $"DELETE FROM waiting WHERE {Ledger.These} RETURNING number", ("$numbers", numbers), ("$documents", documents))
            .Select(row => row.GetInt64(0))];

        string List(Func<LeasedFinding, long> what) => $"[{string.Join(",", findings.Select(what))}]";
    }

    /// <summary>Gives back findings without a word about them.</summary>
    public void Release(IReadOnlyCollection<LeasedFinding> findings) => connection.Write(() =>
    {
        foreach (var finding in findings)
        {
            connection.Execute(
                $"UPDATE waiting SET state = {SqlState.Pending}, owner = NULL, ready_at = 0 WHERE number = $number AND state = " +
                $"{SqlState.InFlight}",
                ("$number", finding.Number));
        }
    });

    /// <summary>Gives back findings that were denied with all others of their lane, and what was said.</summary>
    public void Release(IReadOnlyCollection<LeasedFinding> findings, string? errorCode, string message) => connection.Write(() =>
    {
        foreach (var finding in findings)
        {
            connection.Execute(
                $"""
                UPDATE waiting SET state = {SqlState.Pending}, owner = NULL, ready_at = 0, error_code = $code,
                    error_message = $message, answered_at = $now
                WHERE number = $number AND state = {SqlState.InFlight}
                """,
                ("$code", errorCode), ("$message", message), ("$now", Now), ("$number", finding.Number));
        }
    });

    /// <summary>
    /// An attempt has failed and is made again by the one who made it: the findings stay in flight, and say why they wait.
    /// </summary>
    public void Postpone(IReadOnlyCollection<LeasedFinding> findings, string? errorCode, string message, TimeSpan wait) =>
        connection.Write(() =>
    {
        var (now, ready) = (Now, Now + (long)wait.TotalMilliseconds);
        foreach (var finding in findings)
        {
            finding.Attempts++;
            connection.Execute(
                $"""
                UPDATE waiting SET attempts = attempts + 1, error_code = $code, error_message = $message, answered_at = $now,
                    ready_at = $ready
                WHERE number = $number AND document = $document AND state = {SqlState.InFlight}
                """,
                ("$code", errorCode), ("$message", message), ("$now", now), ("$ready", ready), ("$number", finding.Number),
                ("$document", finding.Document));
        }
    });

    /// <summary>What other senders have in flight of what a sender answers for, by holder, and since when.</summary>
    public IReadOnlyList<(string Owner, int Findings, long Since)> HeldElsewhere(long lane, string sender) =>
        connection.Read(() => connection.Rows(
        $"""
        SELECT owner, count(*), min(coalesce(leased_at, queued_at)) FROM waiting
        WHERE lane = $lane AND state = {SqlState.InFlight} AND queued_by = $sender AND owner <> $sender GROUP BY owner
        """,
        ("$lane", lane), ("$sender", sender)).Select(row => (row.GetString(0), row.GetInt32(1), row.GetInt64(2))).ToList());

    /// <summary>Gives back all that a sender still holds.</summary>
    public void Release(string sender) => connection.Write(() =>
        connection.Execute(
            $"UPDATE waiting SET state = {SqlState.Pending}, owner = NULL, ready_at = 0 WHERE state = {SqlState.InFlight} AND owner = " +
            "$sender",
            ("$sender", sender)));

    /// <summary>Gives back what senders held that are no more.</summary>
    public void ReleaseDead(Func<string, bool> lives)
    {
        var dead = connection.Read(
            () =>
                connection.Rows(
                    $"SELECT DISTINCT owner FROM waiting WHERE state = {SqlState.InFlight}").Select(row => row.GetString(0)).ToList())
            .Where(owner => !lives(owner));
        foreach (var owner in dead) Release(owner);
    }

    /// <summary>The document; an empty one where the file is damaged and it cannot be read.</summary>
    private static ReadOnlyMemory<byte> Readable(BundleReader documents, long document)
    {
        try
        {
            return documents.Read(document);
        }
        catch (OutboxException damage) when (damage.Failure == OutboxFailure.Damaged)
        {
            return default;
        }
    }

    private bool HasFullBatch(long lane, long now) => connection.Number(
        $"SELECT count(*) FROM (SELECT 1 FROM waiting w WHERE {Ready} LIMIT $limit)",
        ("$lane", lane), ("$now", now), ("$latest", Latest(now)), ("$limit", AsffLimits.BatchFindings)) == AsffLimits.BatchFindings;

    private long Now => options.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private static long Latest(long now) => now + (long)LongestWait.TotalMilliseconds;

    private bool Settle(Settlement settlement, long answeredAt)
    {
        var finding = settlement.Finding;
        var isLast = settlement.Status switch
        {
            // A newer version is there in its place.
            DeliveryStatus.Received => false,
            DeliveryStatus.Refused => connection.Execute(
                $"UPDATE waiting SET state = {SqlState.Refused}, owner = NULL, error_code = $code, error_message = $message, " +
                "answered_at = $now WHERE number = $number AND document = $document",
                ("$code", settlement.ErrorCode), ("$message", settlement.ErrorMessage), ("$now", Now), ("$number", finding.Number),
                ("$document", finding.Document)) > 0,
            _ => connection.Execute(
                $"UPDATE waiting SET state = {SqlState.Pending}, owner = NULL, ready_at = $ready, error_code = $code, error_message = " +
                "$message, answered_at = $now WHERE number = $number AND document = $document",
                ("$ready", settlement.ReadyAt), ("$code", settlement.ErrorCode), ("$message", settlement.ErrorMessage), ("$now", Now),
                ("$number", finding.Number), ("$document", finding.Document)) > 0,
        };
        if (settlement.Status == DeliveryStatus.Received) ledger.Acknowledge(finding, answeredAt);
        // The newer version that came meanwhile has its turn now.
        if (!isLast)
            connection.Execute(
                $"UPDATE waiting SET state = {SqlState.Pending}, owner = NULL WHERE lane = $lane AND id = $id AND state = " +
                $"{SqlState.InFlight}",
                ("$lane", finding.Lane), ("$id", finding.Id));
        return isLast;
    }
}
