using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Outbox;
using InspectorHub.Outbox.Storage;

namespace InspectorHub.Sync;

/// <summary>
/// Remembers which findings a listing had, on disk, so that those which Security Hub has and the listing has no more can be told.
/// They are over, if the listing was complete: only its reader can know.
/// </summary>
public sealed class ArchiveListing : IDisposable
{
    // What Security Hub has in force, or will have: what waits goes before what was acknowledged.
    private const string InForce =
        $"""
        (SELECT lane, id, document, archived, source_updated_at FROM waiting WHERE state <> {SqlState.Refused}
         UNION ALL
         SELECT lane, id, document, archived, source_updated_at FROM acknowledged a
         WHERE NOT EXISTS (SELECT 1 FROM waiting w WHERE w.lane = a.lane AND w.id = a.id AND w.state <> {SqlState.Refused}))
        """;

    private const string IsKey = "id = $id AND account = $account AND region = $region AND endpoint = $endpoint";

    private readonly OutboxConnection connection;
    private readonly TimeProvider time;

    /// <summary>A listing that has had nothing yet.</summary>
    /// <param name="outbox">The outbox whose ledger is compared.</param>
    /// <exception cref="OutboxException">The outbox cannot be used.</exception>
    public ArchiveListing(FindingOutbox outbox)
        : this(new OutboxConnection(outbox.FilePath, outbox.Options, durable: false, new object()), outbox.Options.Time)
    {
    }

    /// <summary>A listing that has had nothing yet, to say what would be archived.</summary>
    /// <param name="view">The outbox whose ledger is compared, and not changed.</param>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public ArchiveListing(OutboxView view)
        : this(view.ToCompare(), view.Options.Time)
    {
    }

    private ArchiveListing(OutboxConnection connection, TimeProvider time)
    {
        (this.connection, this.time) = (connection, time);
        // By the lane's name: a number would have to be given to it in the file, which looking must not change.
        connection.Run(
            """
            CREATE TEMP TABLE seen (endpoint TEXT NOT NULL, region TEXT NOT NULL, account TEXT NOT NULL, id TEXT NOT NULL,
                active INTEGER NOT NULL, held INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (id, account, region, endpoint)) WITHOUT ROWID
            """);
    }

    /// <summary>How many the listing lacks whose content is damaged in the outbox, so that they cannot be archived.</summary>
    public int Unreadable { get; private set; }

    /// <summary>The listing has this finding.</summary>
    /// <param name="lane">Where it goes.</param>
    /// <param name="id">Its Id.</param>
    /// <param name="isActive">Whether it is in force, as far as the listing says.</param>
    /// <exception cref="OutboxException">It cannot be noted.</exception>
    public void See(Lane lane, string id, bool isActive = true) => connection.Execute(
        "INSERT OR REPLACE INTO temp.seen (endpoint, region, account, id, active) VALUES ($endpoint, $region, $account, $id, $active)",
        [.. Key(lane, id), ("$active", isActive)]);

    /// <summary>Security Hub holds this finding.</summary>
    /// <returns>Whether the listing has it as in force; null where it does not have it.</returns>
    /// <exception cref="OutboxException">It cannot be noted.</exception>
    public bool? Hold(Lane lane, string id)
    {
        if (connection.Execute($"UPDATE temp.seen SET held = 1 WHERE {IsKey}", Key(lane, id)) == 0) return null;
        return connection.Number($"SELECT active FROM temp.seen WHERE {IsKey}", Key(lane, id)) != 0;
    }

    /// <summary>What the listing has as in force, Security Hub had acknowledged before a time, and does not hold.</summary>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public IReadOnlyList<string> NotHeld(Lane lane, DateTimeOffset before) =>
    [
        .. connection.Rows(
            $"""
            SELECT s.id FROM temp.seen s JOIN lane l ON l.endpoint = s.endpoint AND l.region = s.region AND l.account = s.account
            JOIN acknowledged a ON a.lane = l.number AND a.id = s.id
            WHERE s.active = 1 AND s.held = 0 AND s.endpoint = $endpoint AND s.region = $region AND s.account = $account
              AND a.archived = 0 AND a.acknowledged_at < $before
              AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.lane = a.lane AND w.id = a.id AND w.state <> {SqlState.Refused})
            """,
            ("$endpoint", lane.Endpoint), ("$region", lane.Region), ("$account", lane.AccountId), (
                "$before", before.ToUnixTimeMilliseconds()))
            .Select(row => row.GetString(0)),
    ];

    /// <summary>Whether the outbox remembers that Security Hub has acknowledged anything there before a time.</summary>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public bool Remembers(Lane lane, DateTimeOffset before) => connection.Number(
        """
        SELECT EXISTS (SELECT 1 FROM acknowledged a JOIN lane l ON l.number = a.lane
            WHERE l.endpoint = $endpoint AND l.region = $region AND l.account = $account AND a.acknowledged_at < $before)
        """,
        ("$endpoint", lane.Endpoint), ("$region", lane.Region), ("$account", lane.AccountId), (
            "$before", before.ToUnixTimeMilliseconds())) != 0;

    /// <summary>What the outbox has as in force, waiting or acknowledged, and the listing lacks.</summary>
    /// <param name="isCovered">Whether the listing is the whole truth about such a finding. Others are none of its business.</param>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public IEnumerable<MissingFinding> Missing(Func<MissingFinding, bool> isCovered)
    {
        Unreadable = 0;
        var documents = new BundleReader(connection);
        // Thousands of findings are of a few lanes.
        var lanes = new Dictionary<long, Lane>();
        foreach (var row in connection.Rows(
            $"""
            SELECT l.endpoint, l.region, l.account, f.id, f.document, f.source_updated_at, f.lane
            FROM {InForce} f JOIN lane l ON l.number = f.lane
            WHERE f.archived = 0 AND f.document IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM temp.seen s WHERE s.id = f.id AND s.account = l.account AND s.region = l.region AND s.endpoint = l.endpoint)
            """))
        {
            var (document, number) = (row.GetInt64(4), row.GetInt64(6));
            if (!lanes.TryGetValue(number, out var lane))
                lanes[number] = lane = new Lane(row.GetString(0), row.GetString(1), row.GetString(2));
            var missing = new MissingFinding(lane, row.GetString(3), row.GetInt64(5), () => Read(documents, document));
            if (isCovered(missing)) yield return missing;
        }
    }

    /// <summary>
    /// A finding that the listing lacks, as the archived one to send; null where it has changed since, or cannot be read.
    /// </summary>
    /// <param name="missing">The finding.</param>
    /// <param name="at">When it was found to be over; now, where nothing better is known.</param>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public OutboundFinding? Archive(MissingFinding missing, DateTimeOffset? at = null)
    {
        var lane = missing.Lane;
        var ended = After(at ?? time.GetUtcNow(), missing.Seen.UpdatedAt);
        if (missing.Held is { } held) return End(held, missing, ended);
        var documents = connection.Rows(
            $"""
            SELECT f.document FROM {InForce} f JOIN lane l ON l.number = f.lane
            WHERE f.id = $id AND l.account = $account AND l.region = $region AND l.endpoint = $endpoint
              AND f.archived = 0 AND f.document IS NOT NULL AND f.source_updated_at = $source
            """,
            ("$id", missing.Id), ("$account", lane.AccountId), ("$region", lane.Region), ("$endpoint", lane.Endpoint),
            ("$source", missing.SourceUpdatedAt))
            .Select(row => row.GetInt64(0)).ToList();
        // A newer version has come: it is what counts.
        if (documents is not [var document]) return null;
        if (Read(new BundleReader(connection), document) is not { } finding)
        {
            Unreadable++;
            return null;
        }

        return End(finding, missing, ended);
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static OutboundFinding End(AsffFinding finding, MissingFinding missing, DateTimeOffset time)
    {
        finding.RecordState = "ARCHIVED";
        finding.UpdatedAt = time;
        // It says nothing newer than the version it ends: when the finding comes back, that is news.
        return new OutboundFinding(
            finding, missing.Lane.Region,
            missing.Lane.Endpoint) { SourceUpdatedAt = missing.SourceUpdatedAt, IsKnownToDiffer = missing.Held is not null };
    }

    // Security Hub ignores an update that is not newer.
    private static DateTimeOffset After(DateTimeOffset time, DateTimeOffset? theirs) =>
        theirs is { } held && held >= time ? AsffTime.After(held) : time;

    private static (string, SqlValue)[] Key(Lane lane, string id) =>
        [("$endpoint", lane.Endpoint), ("$region", lane.Region), ("$account", lane.AccountId), ("$id", id)];

    // Null where it cannot be read: one that is damaged must not keep the others from being archived.
    private static AsffFinding? Read(BundleReader documents, long document)
    {
        try
        {
            return AsffJson.Parse(documents.Read(document).Span);
        }
        catch (Exception damage) when (damage is FormatException or JsonException or OutboxException { Failure: OutboxFailure.Damaged })
        {
            return null;
        }
    }
}
