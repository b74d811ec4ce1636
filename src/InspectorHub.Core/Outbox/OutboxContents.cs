using InspectorHub.Asff;
using InspectorHub.Outbox.Storage;

namespace InspectorHub.Outbox;

/// <summary>What waits in an outbox, to be looked at, sent again and thrown away.</summary>
internal sealed class OutboxContents(OutboxConnection connection, OutboxOptions options)
{
    private const string From = "FROM waiting w JOIN lane l ON l.number = w.lane";

    /// <summary>The findings that are meant, oldest first, one by one.</summary>
    public IEnumerable<OutboxItem> Read(OutboxFilter filter)
    {
        var now = options.Time.GetUtcNow();
        var (condition, parameters) = filter.Condition(now);
        var documents = new BundleReader(connection);
        foreach (var row in connection.Rows(
            $"""
            SELECT w.id, l.account, l.region, l.endpoint, w.state, w.queued_at, w.attempts, w.error_code, w.error_message, w.document
            {From} WHERE {condition} ORDER BY w.number
            """,
            parameters))
        {
            var queuedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5));
            yield return new OutboxItem
            {
                Id = row.GetString(0),
                AccountId = row.GetString(1),
                Region = row.GetString(2),
                Endpoint = row.GetString(3),
                State = (OutboxState)row.GetInt32(4),
                QueuedAt = queuedAt,
                Age = now - queuedAt,
                Attempts = row.GetInt32(6),
                ErrorCode = row.GetText(7),
                ErrorMessage = row.GetText(8),
                Finding = Parse(documents, row.GetInt64(9), row.GetString(0)),
            };
        }
    }

    // Where the file is damaged, the Id is all there is.
    private static AsffFinding Parse(BundleReader documents, long document, string id)
    {
        try
        {
            return AsffJson.Parse(documents.Read(document).Span);
        }
        catch (OutboxException damage) when (damage.Failure == OutboxFailure.Damaged)
        {
            return new AsffFinding { Id = id };
        }
    }

    /// <summary>How many are meant.</summary>
    public int Count(OutboxFilter filter)
    {
        var (condition, parameters) = filter.Condition(options.Time.GetUtcNow());
        return connection.Read(() => (int)connection.Number($"SELECT count(*) {From} WHERE {condition}", parameters));
    }

    /// <summary>Makes those that are meant pending at once, and a sender answer for them; what is in flight stays so.</summary>
    /// <returns>How many, and the lanes they are on.</returns>
    public (int Findings, IReadOnlyList<Lane> Lanes) Resume(OutboxFilter filter, string sender) => connection.Write(() =>
    {
        var (condition, parameters) = filter.Condition(options.Time.GetUtcNow());
        var lanes = connection.Rows($"SELECT DISTINCT l.endpoint, l.region, l.account {From} WHERE {condition}", parameters)
            .Select(row => new Lane(row.GetString(0), row.GetString(1), row.GetString(2))).ToList();
        var findings = connection.Execute(
            $"""
            UPDATE waiting SET queued_by = $sender, ready_at = 0, state = CASE state WHEN 2 THEN 0 ELSE state END
            WHERE number IN (SELECT w.number {From} WHERE {condition})
            """,
            [.. parameters, ("$sender", sender)]);
        return (findings, (IReadOnlyList<Lane>)lanes);
    });

    /// <summary>Throws away those that are meant, but none that is in flight.</summary>
    public int Clear(OutboxFilter filter) => connection.Write(() =>
    {
        var (condition, parameters) = filter.Condition(options.Time.GetUtcNow());
        // Lets go of the documents first, then of the rows.
        connection.Execute($"UPDATE waiting SET document = -1 WHERE number IN (SELECT w.number {From} WHERE w.state <> 1 AND {condition})", parameters);
        return connection.Execute("DELETE FROM waiting WHERE document = -1");
    });
}
