using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Outbox;
using InspectorHub.Outbox.Storage;

namespace InspectorHub.Delivery;

/// <summary>
/// Remembers which findings a listing had, on disk, so that those which Security Hub has and the listing has no more can be told.
/// They are over, if the listing was complete: only its reader can know.
/// </summary>
public sealed class ArchiveListing : IDisposable
{
    private readonly OutboxConnection connection;
    private readonly FindingOutbox outbox;
    private readonly IReadOnlyCollection<string> accounts;
    private readonly HashSet<(Lane Lane, string Source)> sources = [];

    /// <summary>A listing that has had nothing yet.</summary>
    /// <param name="outbox">The outbox whose ledger is compared.</param>
    /// <param name="accounts">Accounts that it is complete for even if it has nothing of them.</param>
    /// <exception cref="OutboxException">The outbox cannot be used.</exception>
    public ArchiveListing(FindingOutbox outbox, IReadOnlyCollection<string>? accounts = null)
    {
        this.outbox = outbox;
        this.accounts = accounts ?? [];
        connection = new OutboxConnection(outbox.FilePath, outbox.Options, durable: false, new object());
        // By the lane's name: a number would have to be given to it in the file, which looking must not change.
        connection.Run("CREATE TEMP TABLE seen (endpoint TEXT NOT NULL, region TEXT NOT NULL, account TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (id, account, region, endpoint)) WITHOUT ROWID");
    }

    /// <summary>The listing has this finding.</summary>
    /// <exception cref="OutboxException">It cannot be noted.</exception>
    public void See(OutboundFinding finding)
    {
        var source = Source(finding.Id);
        if (sources.Add((finding.Lane, source)))
        {
            foreach (var account in accounts) sources.Add((finding.Lane with { AccountId = account }, source));
        }

        connection.Execute(
            "INSERT OR IGNORE INTO temp.seen VALUES ($endpoint, $region, $account, $id)",
            ("$endpoint", finding.Lane.Endpoint), ("$region", finding.Lane.Region), ("$account", finding.Lane.AccountId), ("$id", finding.Id));
    }

    /// <summary>How many the listing lacks whose content is damaged in the outbox, so that <see cref="Missing"/> passed them over.</summary>
    public int Unreadable { get; private set; }

    /// <summary>
    /// What the listing lacks, as archived findings to send: active in the ledger, on a lane and from a source (the part of the Id
    /// before its first slash) that the listing had findings of; for the accounts that it is complete for, a Region and a source
    /// that it had findings of in any account. Findings from elsewhere are none of its business.
    /// </summary>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public IEnumerable<OutboundFinding> Missing()
    {
        Unreadable = 0;
        var documents = new BundleReader(connection);
        foreach (var row in connection.Rows(
            """
            SELECT l.endpoint, l.region, l.account, a.id, a.document
            FROM acknowledged a JOIN lane l ON l.number = a.lane
            WHERE a.archived = 0 AND a.document IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM temp.seen s WHERE s.id = a.id AND s.account = l.account AND s.region = l.region AND s.endpoint = l.endpoint)
            """))
        {
            var lane = new Lane(row.GetString(0), row.GetString(1), row.GetString(2));
            if (!sources.Contains((lane, Source(row.GetString(3))))) continue;
            if (Archived(documents, row.GetInt64(4), lane) is { } finding) yield return finding;
            else Unreadable++;
        }
    }

    // Null where it cannot be read: one that is damaged must not keep the others from being archived.
    private OutboundFinding? Archived(BundleReader documents, long document, Lane lane)
    {
        try
        {
            var finding = AsffJson.Parse(documents.Read(document).Span);
            finding.RecordState = "ARCHIVED";
            finding.UpdatedAt = outbox.Options.Time.GetUtcNow();
            return new OutboundFinding(finding, lane.Region, lane.Endpoint);
        }
        catch (Exception damage) when (damage is FormatException or JsonException or OutboxException { Failure: OutboxFailure.Damaged })
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static string Source(string id) => id.Split('/')[0];
}
