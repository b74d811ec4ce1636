using InspectorHub.Outbox.Leasing;
using InspectorHub.Outbox.Storage;

namespace InspectorHub.Outbox.Accepting;

/// <summary>What Security Hub has acknowledged: one entry per finding, its content included, so that it can be archived later.</summary>
internal sealed class Ledger(OutboxConnection connection)
{
    // Security Hub deletes findings this long after their last update (Security Hub user guide, data retention).
    private static readonly TimeSpan KeepsActive = TimeSpan.FromDays(90), KeepsArchived = TimeSpan.FromDays(30);
    private const int Piece = 500;

    /// <summary>Which rows of waiting are still the versions of that number: a document's number is never given twice.</summary>
    public const string These =
        "number IN (SELECT value FROM json_each($numbers)) AND document IN (SELECT value FROM json_each($documents))";

    private const string Note =
        """
        INSERT INTO acknowledged (lane, id, document, hash, source_updated_at, updated_at, created_at, archived, acknowledged_at)
        """;

    private const string InPlaceOfEarlier =
        """
        ON CONFLICT (lane, id) DO UPDATE SET document = excluded.document, hash = excluded.hash,
            source_updated_at = excluded.source_updated_at, updated_at = excluded.updated_at, created_at = excluded.created_at,
            archived = excluded.archived, acknowledged_at = excluded.acknowledged_at
        """;

    /// <summary>Within a transaction: notes that Security Hub has taken <see cref="These"/>, whose documents become the ledger's.</summary>
    /// <param name="numbers">A JSON list of rows of waiting.</param>
    /// <param name="documents">A JSON list of the documents that were sent.</param>
    /// <param name="now">When, by Security Hub's clock where it says, in milliseconds since 1970.</param>
    public void Acknowledge(string numbers, string documents, long now) => connection.Execute(
        $"""
        {Note} SELECT lane, id, document, hash, source_updated_at, updated_at, created_at, archived, $now FROM waiting WHERE {These}
        {InPlaceOfEarlier}
        """,
        ("$numbers", numbers), ("$documents", documents), ("$now", now));

    /// <summary>Within a transaction: notes that Security Hub has taken a version that waits no more: its document is gone.</summary>
    /// <param name="finding">The version.</param>
    /// <param name="now">When, by Security Hub's clock where it says, in milliseconds since 1970.</param>
    public void Acknowledge(LeasedFinding finding, long now) => connection.Execute(
        $"{Note} VALUES ($lane, $id, NULL, $hash, $source, $updated, $created, $archived, $now) {InPlaceOfEarlier}",
        ("$lane", finding.Lane), ("$id", finding.Id), ("$hash", finding.Hash), ("$source", finding.SourceUpdatedAt),
        ("$updated", finding.UpdatedAt), ("$created", finding.CreatedAt), ("$archived", finding.IsArchived), ("$now", now));

    /// <summary>Forgets what Security Hub has deleted by now: some of it, so that nobody waits for long.</summary>
    /// <returns>How many.</returns>
    public int Forget(long now) =>
        Forget(archived: false, now - (long)KeepsActive.TotalMilliseconds) + Forget(
            archived: true, now - (long)KeepsArchived.TotalMilliseconds);

    private int Forget(bool archived, long before)
    {
        (string, SqlValue)[] old = [("$archived", archived), ("$before", before), ("$piece", (long)Piece)];
        const string Which = "FROM acknowledged WHERE archived = $archived AND acknowledged_at < $before";
        // Most often there is nothing, and then nobody who writes is held up.
        if (connection.Read(() => connection.Number($"SELECT EXISTS (SELECT 1 {Which})", old.AsSpan(0, 2))) == 0) return 0;
        return connection.Write(
            () => connection.Execute($"DELETE FROM acknowledged WHERE (lane, id) IN (SELECT lane, id {Which} LIMIT $piece)", old));
    }
}
