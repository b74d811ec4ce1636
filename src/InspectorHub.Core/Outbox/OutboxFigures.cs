using InspectorHub.Outbox.Storage;

namespace InspectorHub.Outbox;

/// <summary>Looks at a whole outbox, for reports.</summary>
internal sealed class OutboxFigures(OutboxConnection connection)
{
    /// <summary>Every lane that findings have gone to or wait for.</summary>
    public IReadOnlyList<DeliveryFigures> PerLane() => connection.Read(() => connection.Rows(
        $"""
        SELECT endpoint, region, account,
            (SELECT count(*) FROM acknowledged WHERE lane = l.number),
            (SELECT count(*) FROM waiting WHERE lane = l.number AND state <> {SqlState.Refused}),
            (SELECT min(queued_at) FROM waiting WHERE lane = l.number AND state <> {SqlState.Refused}),
            (SELECT count(*) FROM waiting WHERE lane = l.number AND state = {SqlState.Refused})
        FROM lane l ORDER BY account, region, endpoint
        """)
        .Select(row => new DeliveryFigures(
            new Lane(row.GetString(0), row.GetString(1), row.GetString(2)),
            row.GetInt64(3),
            row.GetInt64(4),
            row.IsNull(5) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
            row.GetInt64(6)))
        .ToList());
}
