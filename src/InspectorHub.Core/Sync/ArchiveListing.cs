using System.Text.Json;
using InspectorHub.Asff;
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
        """
        (SELECT lane, id, document, archived, source_updated_at FROM waiting WHERE state < 2
         UNION ALL
         SELECT lane, id, document, archived, source_updated_at FROM acknowledged a
         WHERE NOT EXISTS (SELECT 1 FROM waiting w WHERE w.lane = a.lane AND w.id = a.id AND w.state < 2))
        """;

    private readonly OutboxConnection connection;
    private readonly FindingOutbox outbox;

    /// <summary>A listing that has had nothing yet.</summary>
    /// <param name="outbox">The outbox whose ledger is compared.</param>
    /// <exception cref="OutboxException">The outbox cannot be used.</exception>
    public ArchiveListing(FindingOutbox outbox)
    {
        this.outbox = outbox;
        connection = new OutboxConnection(outbox.FilePath, outbox.Options, durable: false, new object());
        // By the lane's name: a number would have to be given to it in the file, which looking must not change.
        connection.Run(
            """
            CREATE TEMP TABLE seen (endpoint TEXT NOT NULL, region TEXT NOT NULL, account TEXT NOT NULL, id TEXT NOT NULL,
                PRIMARY KEY (id, account, region, endpoint)) WITHOUT ROWID
            """);
    }

    /// <summary>How many the listing lacks whose content is damaged in the outbox, so that they cannot be archived.</summary>
    public int Unreadable { get; private set; }

    /// <summary>The listing has this finding.</summary>
    /// <exception cref="OutboxException">It cannot be noted.</exception>
    public void See(Lane lane, string id) => connection.Execute(
        "INSERT OR IGNORE INTO temp.seen VALUES ($endpoint, $region, $account, $id)",
        ("$endpoint", lane.Endpoint), ("$region", lane.Region), ("$account", lane.AccountId), ("$id", id));

    /// <summary>What the outbox has as in force, waiting or acknowledged, and the listing lacks.</summary>
    /// <param name="isCovered">Whether the listing is the whole truth about such a finding. Others are none of its business.</param>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public IEnumerable<MissingFinding> Missing(Func<MissingFinding, bool> isCovered)
    {
        Unreadable = 0;
        var documents = new BundleReader(connection);
        foreach (var row in connection.Rows(
            $"""
            SELECT l.endpoint, l.region, l.account, f.id, f.document, f.source_updated_at
            FROM {InForce} f JOIN lane l ON l.number = f.lane
            WHERE f.archived = 0 AND f.document IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM temp.seen s WHERE s.id = f.id AND s.account = l.account AND s.region = l.region AND s.endpoint = l.endpoint)
            """))
        {
            var document = row.GetInt64(4);
            var missing = new MissingFinding(
                new Lane(row.GetString(0), row.GetString(1), row.GetString(2)), row.GetString(3), row.GetInt64(5), () => Read(documents, document));
            if (isCovered(missing)) yield return missing;
        }
    }

    /// <summary>A finding that the listing lacks, as the archived one to send; null where it has changed since, or cannot be read.</summary>
    /// <param name="missing">The finding.</param>
    /// <param name="time">When it was found to be over; now, where nothing better is known.</param>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public OutboundFinding? Archive(MissingFinding missing, DateTimeOffset? time = null)
    {
        var lane = missing.Lane;
        var documents = connection.Rows(
            $"""
            SELECT f.document FROM {InForce} f JOIN lane l ON l.number = f.lane
            WHERE f.id = $id AND l.account = $account AND l.region = $region AND l.endpoint = $endpoint
              AND f.archived = 0 AND f.document IS NOT NULL AND f.source_updated_at = $source
            """,
            ("$id", missing.Id), ("$account", lane.AccountId), ("$region", lane.Region), ("$endpoint", lane.Endpoint), ("$source", missing.SourceUpdatedAt))
            .Select(row => row.GetInt64(0)).ToList();
        // A newer version has come: it is what counts.
        if (documents is not [var document]) return null;
        if (Read(new BundleReader(connection), document) is not { } finding)
        {
            Unreadable++;
            return null;
        }

        finding.RecordState = "ARCHIVED";
        finding.UpdatedAt = time ?? outbox.Options.Time.GetUtcNow();
        // It says nothing newer than the version it ends: when the finding comes back, that is news.
        return new OutboundFinding(finding, lane.Region, lane.Endpoint) { SourceUpdatedAt = missing.SourceUpdatedAt };
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

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
