namespace InspectorHub.Outbox.Storage;

/// <summary>Carries over into a new outbox what can still be read of a damaged one.</summary>
internal sealed class OutboxSalvage(OutboxConnection damaged, OutboxConnection sound)
{
    private readonly BundleReader documents = new(damaged);
    private readonly BundleWriter kept = new(sound);

    /// <summary>Within a transaction of the new one: carries over what waits, and the ledger.</summary>
    /// <returns>How many findings wait still, and how many that waited could not be read.</returns>
    public (int Salvaged, int Lost) Run()
    {
        var lanes = CopyLanes();
        var waiting = WhatWaits(lanes);
        CopyLedger(lanes);
        kept.Flush();
        return (waiting, Math.Max(0, lanes.Values.Sum(lane => lane.Waiting) - waiting));
    }

    private Dictionary<long, (long Number, Lane Lane, int Waiting)> CopyLanes() => Readable("SELECT number, endpoint, region, account, waiting FROM lane")
        .ToDictionary(row => row.GetInt64(0), row =>
        {
            var lane = new Lane(row.GetString(1), row.GetString(2), row.GetString(3));
            sound.Execute("INSERT INTO lane (number, endpoint, region, account) VALUES ($number, $endpoint, $region, $account)", ("$number", row.GetInt64(0)), ("$endpoint", lane.Endpoint), ("$region", lane.Region), ("$account", lane.AccountId));
            return (row.GetInt64(0), lane, row.GetInt32(4));
        });

    private int WhatWaits(Dictionary<long, (long Number, Lane Lane, int Waiting)> lanes)
    {
        var salvaged = 0;
        const string Columns = "lane, id, hash, source_updated_at, updated_at, created_at, archived, queued_at, queued_by, attempts, error_code, error_message, state, document, number FROM waiting NOT INDEXED";
        foreach (var row in FromBothEnds(Columns, "number", row => row.GetInt64(14)))
        {
            if (!lanes.TryGetValue(row.GetInt64(0), out var lane) || ReadDocument(row.GetInt64(13), row.GetBytes(2), lane.Lane) is not { } document) continue;
            salvaged += sound.Execute(
                """
                INSERT OR IGNORE INTO waiting (lane, id, hash, source_updated_at, updated_at, created_at, archived, queued_at, queued_by, attempts, error_code, error_message, state, document, bytes)
                VALUES ($lane, $id, $hash, $source, $updated, $created, $archived, $queued, $by, $attempts, $code, $message, $state, $document, $bytes)
                """,
                ("$lane", lane.Number), ("$id", row.GetString(1)), ("$hash", row.GetBytes(2)), ("$source", row.GetInt64(3)), ("$updated", row.GetInt64(4)), ("$created", row.GetText(5)),
                ("$archived", row.GetBoolean(6)), ("$queued", row.GetInt64(7)), ("$by", row.GetString(8)), ("$attempts", row.GetInt64(9)), ("$code", row.GetText(10)), ("$message", row.GetText(11)),
                ("$state", row.GetInt64(12) == (long)OutboxState.Refused ? (long)OutboxState.Refused : (long)OutboxState.Pending), ("$document", kept.Add(document)), ("$bytes", (long)document.Length));
        }

        return salvaged;
    }

    private void CopyLedger(Dictionary<long, (long Number, Lane Lane, int Waiting)> lanes)
    {
        const string Columns = "lane, id, hash, source_updated_at, updated_at, created_at, archived, acknowledged_at, document FROM acknowledged NOT INDEXED";
        foreach (var row in FromBothEnds(Columns, "lane, id", row => (row.GetInt64(0), row.GetString(1))))
        {
            if (!lanes.TryGetValue(row.GetInt64(0), out var lane)) continue;
            // Without its document it still tells what is unchanged.
            var document = row.IsNull(8) ? null : ReadDocument(row.GetInt64(8), row.GetBytes(2), lane.Lane);
            sound.Execute(
                """
                INSERT OR IGNORE INTO acknowledged (lane, id, hash, source_updated_at, updated_at, created_at, archived, acknowledged_at, document)
                VALUES ($lane, $id, $hash, $source, $updated, $created, $archived, $at, $document)
                """,
                ("$lane", lane.Number), ("$id", row.GetString(1)), ("$hash", row.GetBytes(2)), ("$source", row.GetInt64(3)), ("$updated", row.GetInt64(4)), ("$created", row.GetText(5)),
                ("$archived", row.GetBoolean(6)), ("$at", row.GetInt64(7)), ("$document", document is { } body ? kept.Add(body) : (long?)null));
        }
    }

    /// <summary>A document, if it is what was stored: its hash tells.</summary>
    private ReadOnlyMemory<byte>? ReadDocument(long number, byte[] hash, Lane lane)
    {
        try
        {
            var document = documents.Read(number);
            return new OutboundFinding(document, lane.Region, lane.Endpoint).Hash.AsSpan().SequenceEqual(hash) ? document : null;
        }
        catch (Exception damage) when (damage is OutboxException { Failure: OutboxFailure.Damaged } or FormatException)
        {
            return null;
        }
    }

    /// <summary>Rows in the order of their key up to the damage, and then from the other end down to it.</summary>
    private IEnumerable<Statement> FromBothEnds<T>(string columns, string key, Func<Statement, T> keyOf)
    {
        var seen = new HashSet<T>();
        foreach (var row in Readable($"SELECT {columns} ORDER BY {key}"))
        {
            seen.Add(keyOf(row));
            yield return row;
        }

        foreach (var row in Readable($"SELECT {columns} ORDER BY {key.Replace(",", " DESC,")} DESC"))
        {
            if (!seen.Add(keyOf(row))) yield break;
            yield return row;
        }
    }

    private IEnumerable<Statement> Readable(string sql)
    {
        using var rows = damaged.Rows(sql).GetEnumerator();
        while (TryNext(rows)) yield return rows.Current;
    }

    private static bool TryNext(IEnumerator<Statement> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (OutboxException damage) when (damage.Failure is OutboxFailure.Damaged or OutboxFailure.Inaccessible)
        {
            return false;
        }
    }
}
