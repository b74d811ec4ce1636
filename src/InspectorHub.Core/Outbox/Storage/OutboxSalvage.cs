namespace InspectorHub.Outbox.Storage;

/// <summary>Carries over into a new outbox what can still be read of damaged ones: states of the same outbox, the newest first.</summary>
internal sealed class OutboxSalvage(OutboxConnection sound)
{
    private readonly BundleWriter kept = new(sound);
    private readonly Dictionary<long, Lane> lanes = [];
    private int? expected;
    private int salvaged;

    /// <summary>Within a transaction of the new one: carries over what waits, and the ledger, where it has them not.</summary>
    public void Add(OutboxConnection damaged)
    {
        var documents = new BundleReader(damaged);
        CopyLanes(damaged);
        CopyWaiting(damaged, documents);
        CopyLedger(damaged, documents);
    }

    /// <summary>Stores the last of it.</summary>
    /// <returns>How many findings wait still, and how many that waited could not be read.</returns>
    public (int Salvaged, int Lost) Complete()
    {
        kept.Flush();
        return (salvaged, Math.Max(0, (expected ?? 0) - salvaged));
    }

    private void CopyLanes(OutboxConnection damaged)
    {
        var (waiting, any) = (0, false);
        foreach (var row in Readable(damaged, "SELECT number, endpoint, region, account, waiting FROM lane"))
        {
            any = true;
            var lane = new Lane(row.GetString(1), row.GetString(2), row.GetString(3));
            waiting += row.GetInt32(4);
            sound.Execute(
                "INSERT OR IGNORE INTO lane (number, endpoint, region, account) VALUES ($number, $endpoint, $region, $account)",
                ("$number", row.GetInt64(0)), ("$endpoint", lane.Endpoint), ("$region", lane.Region), ("$account", lane.AccountId));
            lanes[row.GetInt64(0)] = lane;
        }

        if (any) expected ??= waiting;
    }

    private void CopyWaiting(OutboxConnection damaged, BundleReader documents)
    {
        const string Columns =
            "lane, id, hash, source_updated_at, updated_at, created_at, archived, queued_at, queued_by, attempts, error_code, " +
            "error_message, " +
            "state, document, number, answered_at FROM waiting NOT INDEXED";
        foreach (var row in FromBothEnds(damaged, Columns, "number", row => row.GetInt64(14)))
        {
            if (!lanes.TryGetValue(row.GetInt64(0), out var lane) || IsKnown(row)) continue;
            if (ReadDocument(documents, row.GetInt64(13), row.GetBytes(2), lane) is not { } document) continue;
            salvaged += sound.Execute(
                """
                INSERT OR IGNORE INTO waiting (lane, id, hash, source_updated_at, updated_at, created_at, archived, queued_at, queued_by,
                    attempts, error_code, error_message, state, document, bytes, answered_at)
                VALUES ($lane, $id, $hash, $source, $updated, $created, $archived, $queued, $by, $attempts, $code, $message, $state,
                    $document, $bytes, $answered)
                """,
                ("$lane", row.GetInt64(0)), ("$id", row.GetString(1)), ("$hash", row.GetBytes(2)), ("$source", row.GetInt64(3)),
                ("$updated", row.GetInt64(4)), ("$created", row.GetText(5)), ("$archived", row.GetBoolean(6)),
                ("$queued", row.GetInt64(7)), ("$by", row.GetString(8)), ("$attempts", row.GetInt64(9)),
                ("$code", row.GetText(10)), ("$message", row.GetText(11)),
                ("$state", row.GetInt64(12) == (long)OutboxState.Refused ? (long)OutboxState.Refused : (long)OutboxState.Pending),
                ("$document", kept.Add(document)), ("$bytes", (long)document.Length), (
                    "$answered", row.IsNull(15) ? (long?)null : row.GetInt64(15)));
        }
    }

    // A newer state has it, or has it acknowledged: then it does not wait any more.
    private bool IsKnown(Statement row) => sound.Number(
        """
        SELECT EXISTS (SELECT 1 FROM waiting WHERE lane = $lane AND id = $id)
            OR EXISTS (SELECT 1 FROM acknowledged WHERE lane = $lane AND id = $id AND hash = $hash)
        """,
        ("$lane", row.GetInt64(0)), ("$id", row.GetString(1)), ("$hash", row.GetBytes(2))) != 0;

    private void CopyLedger(OutboxConnection damaged, BundleReader documents)
    {
        const string Columns =
            "lane, id, hash, source_updated_at, updated_at, created_at, archived, acknowledged_at, document FROM acknowledged NOT INDEXED";
        foreach (var row in FromBothEnds(damaged, Columns, "lane, id", row => (row.GetInt64(0), row.GetString(1))))
        {
            if (!lanes.TryGetValue(row.GetInt64(0), out var lane) || IsInLedger(row)) continue;
            // Without its document it still tells what is unchanged.
            var document = row.IsNull(8) ? null : ReadDocument(documents, row.GetInt64(8), row.GetBytes(2), lane);
            sound.Execute(
                """
                INSERT INTO acknowledged (lane, id, hash, source_updated_at, updated_at, created_at, archived, acknowledged_at, document)
                VALUES ($lane, $id, $hash, $source, $updated, $created, $archived, $at, $document)
                """,
                ("$lane", row.GetInt64(0)), ("$id", row.GetString(1)), ("$hash", row.GetBytes(2)), ("$source", row.GetInt64(3)),
                ("$updated", row.GetInt64(4)),
                ("$created", row.GetText(5)), ("$archived", row.GetBoolean(6)), ("$at", row.GetInt64(7)), (
                    "$document", document is { } body ? kept.Add(body) : (long?)null));
        }
    }

    private bool IsInLedger(Statement row) =>
        sound.Number(
            "SELECT EXISTS (SELECT 1 FROM acknowledged WHERE lane = $lane AND id = $id)", ("$lane", row.GetInt64(0)),
            ("$id", row.GetString(1))) != 0;

    /// <summary>A document, if it is what was stored: its hash tells.</summary>
    private static ReadOnlyMemory<byte>? ReadDocument(BundleReader documents, long number, byte[] hash, Lane lane)
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
    private static IEnumerable<Statement> FromBothEnds<T>(OutboxConnection damaged, string columns, string key, Func<Statement, T> keyOf)
    {
        var seen = new HashSet<T>();
        foreach (var row in Readable(damaged, $"SELECT {columns} ORDER BY {key}"))
        {
            seen.Add(keyOf(row));
            yield return row;
        }

        foreach (var row in Readable(damaged, $"SELECT {columns} ORDER BY {key.Replace(",", " DESC,")} DESC"))
        {
            if (!seen.Add(keyOf(row))) yield break;
            yield return row;
        }
    }

    private static IEnumerable<Statement> Readable(OutboxConnection damaged, string sql)
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
