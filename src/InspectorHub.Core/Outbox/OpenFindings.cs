using InspectorHub.Outbox.Storage;

namespace InspectorHub.Outbox;

/// <summary>
/// Remembers, on disk, which findings somebody has given to an outbox and not heard the end of, so that in the end the result of each
/// can be told: another sender on the outbox may have delivered it.
/// </summary>
internal sealed class OpenFindings : IDisposable
{
    private readonly object gate = new();
    private readonly FindingOutbox outbox;
    private readonly OutboxConnection connection;
    // A finding may be delivered before whoever has put it into the outbox comes to noting it.
    private readonly HashSet<(string, Lane)> ahead = [];

    /// <summary>None yet.</summary>
    /// <exception cref="OutboxException">The outbox cannot be used.</exception>
    public OpenFindings(FindingOutbox outbox)
    {
        this.outbox = outbox;
        connection = new OutboxConnection(outbox.FilePath, outbox.Options, durable: false, gate);
        connection.Run("CREATE TEMP TABLE open (lane INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (id, lane)) WITHOUT ROWID");
    }

    /// <summary>Findings were put into the outbox.</summary>
    public void Add(IEnumerable<OutboundFinding> findings)
    {
        lock (gate)
        {
            connection.Run("BEGIN");
            foreach (var finding in findings)
            {
                if (!ahead.Remove((finding.Id, finding.Lane)))
                    connection.Execute(
                        "INSERT OR IGNORE INTO temp.open VALUES ($lane, $id)", ("$lane", outbox.Number(finding.Lane)), ("$id", finding.Id));
            }

            ahead.Clear();
            connection.Run("COMMIT");
        }
    }

    /// <summary>All that this user of the outbox has put there, or taken over, and nobody has answered for.</summary>
    public void AddOwn()
    {
        lock (gate)
            connection.Execute(
                $"INSERT OR IGNORE INTO temp.open SELECT lane, id FROM waiting WHERE queued_by = $sender AND state <> {SqlState.Refused}",
                ("$sender", outbox.Sender));
    }

    /// <summary>The end of a finding was told.</summary>
    /// <returns>Whether it was given here.</returns>
    public bool Remove(FindingResult result)
    {
        lock (gate)
        {
            var isOpen = connection.Execute(
                "DELETE FROM temp.open WHERE lane = $lane AND id = $id", ("$lane", outbox.Number(result.Lane)), ("$id", result.Id)) > 0;
            if (!isOpen && !result.IsEarlier) ahead.Add((result.Id, result.Lane));
            return isOpen;
        }
    }

    /// <summary>What became of the findings that others have taken care of.</summary>
    public IEnumerable<FindingResult> SettledElsewhere()
    {
        List<FindingResult> results;
        lock (gate)
        {
            results = connection.Rows(
                $"""
                SELECT o.id, l.endpoint, l.region, l.account, w.state, w.attempts, w.error_code, w.error_message, a.id IS NOT NULL
                FROM temp.open o JOIN lane l ON l.number = o.lane
                LEFT JOIN waiting w ON w.lane = o.lane AND w.id = o.id
                LEFT JOIN acknowledged a ON a.lane = o.lane AND a.id = o.id
                WHERE w.id IS NULL OR w.queued_by <> $sender OR w.state = {SqlState.Refused}
                """,
                ("$sender", outbox.Sender)).Select(Result).ToList();
        }

        return results;
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private static FindingResult Result(Statement row)
    {
        var status =
            row.IsNull(4) ? row.GetBoolean(8) ? DeliveryStatus.Received : DeliveryStatus.Cleared
            : row.GetInt32(4) == (int)OutboxState.Refused ? DeliveryStatus.Refused
            : DeliveryStatus.Waiting;
        return new(
            row.GetString(0), new Lane(row.GetString(1), row.GetString(2), row.GetString(3)), status, row.GetInt32(5),
            ErrorCode: row.GetText(6), ErrorMessage: row.GetText(7));
    }
}
