using InspectorHub.Asff;
using InspectorHub.Outbox.Storage;

namespace InspectorHub.Outbox.Accepting;

/// <summary>
/// Takes findings into an outbox: decides by what waits and by the ledger whether there is anything to send, which version is
/// the newest, and which CreatedAt and UpdatedAt it goes with, so that Security Hub takes it for an update of what it holds.
/// </summary>
internal sealed class OutboxAcceptance(OutboxConnection connection, OutboxOptions options)
{
    /// <summary>Within a transaction: takes findings.</summary>
    public List<Acceptance> Accept(IEnumerable<(long Lane, OutboundFinding Finding)> findings, string sender, bool force)
    {
        var documents = new BundleWriter(connection);
        var acceptances = new List<Acceptance>();
        foreach (var (lane, finding) in findings) acceptances.Add(Accept(lane, finding, sender, force, documents));
        documents.Flush();
        return acceptances;
    }

    private Acceptance Accept(long lane, OutboundFinding finding, string sender, bool force, BundleWriter documents)
    {
        var now = options.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var known = Find(lane, finding.Id);
        if (known.Waiting is { } waiting)
        {
            var own = waiting.QueuedBy == sender;
            if (IsOlder(finding, waiting.SourceUpdatedAt, waiting.UpdatedAt, waiting.IsArchived) && !force)
                return new(DeliveryStatus.Superseded);
            if (waiting.State != OutboxState.Refused && finding.Hash.AsSpan().SequenceEqual(waiting.Hash) && !IsTooOld(waiting, finding))
            {
                // The same is under way already; whoever gave it first, this sender now answers for it too.
                if (own) return new(DeliveryStatus.Unchanged);
                connection.Execute(
                    "UPDATE waiting SET queued_by = $sender WHERE number = $number", ("$sender", sender), ("$number", waiting.Number));
                return new(DeliveryStatus.Waiting);
            }

            Replace(waiting, finding, known, sender, now, documents);
            return new(DeliveryStatus.Waiting, Replaced: own && waiting.State != OutboxState.Refused);
        }

        if (known.Acknowledged is { } acknowledged && !force && !finding.IsKnownToDiffer)
        {
            if (IsOlder(finding, acknowledged.SourceUpdatedAt, acknowledged.UpdatedAt, acknowledged.IsArchived))
                return new(DeliveryStatus.Superseded);
            if (finding.Hash.AsSpan().SequenceEqual(acknowledged.Hash) && !IsDue(acknowledged, now)) return new(DeliveryStatus.Unchanged);
        }

        Insert(lane, finding, known, sender, now, documents);
        return new(DeliveryStatus.Waiting);
    }

    // What was archived for being over has the version that it ended: it comes back with that version or a later one, but not with a
    // late word of it.
    private static bool IsOlder(OutboundFinding finding, long sourceUpdatedAt, long updatedAt, bool isArchived) =>
        finding.SourceUpdatedAt < sourceUpdatedAt || (finding.MayBeLate && isArchived && finding.UpdatedAt < updatedAt);

    // What Security Hub holds is known to be newer than what waits: it would be ignored.
    private static bool IsTooOld(WaitingRow waiting, OutboundFinding finding) =>
        finding.IsKnownToDiffer && finding.UpdatedAt > waiting.UpdatedAt;

    private bool IsDue(AcknowledgedRow acknowledged, long now) =>
        !acknowledged.IsArchived && now - acknowledged.At >= (long)options.Refresh.TotalMilliseconds;

    private Known Find(long lane, string id)
    {
        foreach (var row in connection.Rows(
            """
            SELECT w.number, w.state, w.document, w.hash, w.source_updated_at, w.updated_at, w.created_at, w.queued_by, w.archived,
                   a.hash, a.source_updated_at, a.updated_at, a.created_at, a.archived, a.acknowledged_at
            FROM (SELECT 1)
            LEFT JOIN waiting w ON w.lane = $lane AND w.id = $id
            LEFT JOIN acknowledged a ON a.lane = $lane AND a.id = $id
            """,
            ("$lane", lane), ("$id", id)))
        {
            return new Known(
                row.IsNull(0)
                    ? null
                    : new(
                        row.GetInt64(0), (OutboxState)row.GetInt32(1), row.GetInt64(2), row.GetBytes(3), row.GetInt64(4),
                        row.GetInt64(5), row.GetText(6), row.GetString(7), row.GetBoolean(8)),
                row.IsNull(9)
                    ? null
                    : new(row.GetBytes(9), row.GetInt64(10), row.GetInt64(11), row.GetText(12), row.GetBoolean(13), row.GetInt64(14)));
        }

        return new Known(null, null);
    }

    private void Insert(long lane, OutboundFinding finding, Known known, string sender, long now, BundleWriter documents)
    {
        var times = Times(finding, known, now);
        var document = finding.WithTimes(times.CreatedAt, times.UpdatedAt);
        connection.Execute(
            """
            INSERT INTO waiting (lane, id, document, bytes, hash, source_updated_at, updated_at, created_at, archived, queued_at, queued_by)
            VALUES ($lane, $id, $document, $bytes, $hash, $source, $updated, $created, $archived, $now, $sender)
            """,
            ("$lane", lane), ("$id", finding.Id), ("$document", documents.Add(document)), ("$bytes", document.Length),
            ("$hash", finding.Hash), ("$source", finding.SourceUpdatedAt), ("$updated", times.UpdatedAt), ("$created", times.CreatedAt),
            ("$archived", finding.IsArchived), ("$now", now), ("$sender", sender));
    }

    // In flight stays in flight: the answer to the older version makes this one pending.
    private void Replace(WaitingRow waiting, OutboundFinding finding, Known known, string sender, long now, BundleWriter documents)
    {
        var times = Times(finding, known, now);
        var document = finding.WithTimes(times.CreatedAt, times.UpdatedAt);
        documents.StoreBundleOf(waiting.Document);
        connection.Execute(
            $"""
            UPDATE waiting SET document = $document, bytes = $bytes, hash = $hash, source_updated_at = $source, updated_at = $updated,
                created_at = $created, archived = $archived, queued_at = $now, queued_by = $sender, ready_at = 0,
                attempts = 0, error_code = NULL, error_message = NULL,
                state = CASE state WHEN {SqlState.Refused} THEN {SqlState.Pending} ELSE state END
            WHERE number = $number
            """,
            ("$document", documents.Add(document)), ("$bytes", document.Length), ("$hash", finding.Hash),
            ("$source", finding.SourceUpdatedAt), ("$updated", times.UpdatedAt), ("$created", times.CreatedAt),
            ("$archived", finding.IsArchived), ("$now", now), ("$sender", sender), ("$number", waiting.Number));
    }

    // CreatedAt stays what it was first; UpdatedAt is newer than every one that Security Hub can have seen, or it would ignore the update.
    private static (string? CreatedAt, long UpdatedAt) Times(OutboundFinding finding, Known known, long now)
    {
        var seen = Math.Max(known.Waiting?.UpdatedAt ?? 0, known.Acknowledged?.UpdatedAt ?? 0);
        var updatedAt = finding.UpdatedAt == 0 || finding.UpdatedAt > seen
            ? finding.UpdatedAt
            : Math.Min(Math.Max(now, seen + 1), AsffTime.LastMillisecond);
        return (known.Acknowledged?.CreatedAt ?? known.Waiting?.CreatedAt ?? finding.CreatedAt, updatedAt);
    }

    private sealed record Known(WaitingRow? Waiting, AcknowledgedRow? Acknowledged);

    private sealed record WaitingRow(
        long Number, OutboxState State, long Document, byte[] Hash, long SourceUpdatedAt, long UpdatedAt, string? CreatedAt,
        string QueuedBy, bool IsArchived);

    private sealed record AcknowledgedRow(byte[] Hash, long SourceUpdatedAt, long UpdatedAt, string? CreatedAt, bool IsArchived, long At);
}
