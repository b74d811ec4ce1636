using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Outbox.Leasing;
using InspectorHub.Outbox.Storage;

namespace InspectorHub.Outbox;

/// <summary>What waits in an outbox, to be looked at, sent again and thrown away.</summary>
/// <param name="connection">The file.</param>
/// <param name="options">Has the clock.</param>
/// <param name="isDead">
/// Whether a sender is known to be no more: what it had in flight is pending. Null where what such senders had was taken from them.
/// </param>
internal sealed class OutboxContents(OutboxConnection connection, OutboxOptions options, Func<string, bool>? isDead = null)
{
    private const string From = "FROM waiting w JOIN lane l ON l.number = w.lane";

    /// <summary>The findings that are meant, oldest first, one by one.</summary>
    public IEnumerable<OutboxItem> Read(OutboxFilter filter)
    {
        var now = options.Time.GetUtcNow();
        var (condition, parameters) = filter.Condition(now, DeadSenders());
        var documents = new BundleReader(connection);
        foreach (var row in connection.Rows(
            $"""
            SELECT w.id, l.account, l.region, l.endpoint, {OutboxFilter.State}, w.queued_at, w.attempts, w.error_code, w.error_message,
                w.document, w.answered_at, w.ready_at
            {From} WHERE {condition} ORDER BY w.number
            """,
            parameters))
        {
            var queuedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5));
            var state = (OutboxState)row.GetInt32(4);
            yield return new OutboxItem
            {
                Id = row.GetString(0),
                AccountId = row.GetString(1),
                Region = row.GetString(2),
                Endpoint = row.GetString(3),
                State = state,
                QueuedAt = queuedAt,
                Age = now - queuedAt,
                Attempts = row.GetInt32(6),
                ErrorCode = row.GetText(7),
                ErrorMessage = row.GetText(8),
                AnsweredAt = row.IsNull(10) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(10)),
                NextTryAt = NextTry(state, row.GetInt64(11), now),
                Finding = Parse(documents, row.GetInt64(9), row.GetString(0)),
            };
        }
    }

    // What is to wait longer than anybody waits was told so by a clock that has been set back since: it is ready.
    private static DateTimeOffset? NextTry(OutboxState state, long readyAt, DateTimeOffset now)
    {
        if (state == OutboxState.Refused || readyAt == 0) return null;
        var ready = DateTimeOffset.FromUnixTimeMilliseconds(readyAt);
        return ready > now && ready <= now + OutboxLeases.LongestWait ? ready : null;
    }

    private IReadOnlyCollection<string> DeadSenders() => isDead is null ? [] : connection.Read(() => connection.Rows(
        $"SELECT DISTINCT owner FROM waiting WHERE state = {SqlState.InFlight}").Select(row =>
            row.GetString(0)).ToList()).Where(isDead).ToList();

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
        var (condition, parameters) = filter.Condition(options.Time.GetUtcNow(), DeadSenders());
        return connection.Read(() => (int)connection.Number($"SELECT count(*) {From} WHERE {condition}", parameters));
    }

    /// <summary>Makes those that are meant pending at once, and a sender answer for them; what is in flight stays so.</summary>
    /// <returns>How many, and the lanes they are on.</returns>
    public (int Findings, IReadOnlyList<Lane> Lanes) Resume(OutboxFilter filter, string sender) => connection.Write(() =>
    {
        var (condition, parameters) = filter.Condition(options.Time.GetUtcNow(), DeadSenders());
        var lanes = connection.Rows($"SELECT DISTINCT l.endpoint, l.region, l.account {From} WHERE {condition}", parameters)
            .Select(row => new Lane(row.GetString(0), row.GetString(1), row.GetString(2))).ToList();
        var findings = connection.Execute(
            $"""
            UPDATE waiting SET queued_by = $sender, ready_at = 0,
                state = CASE state WHEN {SqlState.Refused} THEN {SqlState.Pending} ELSE state END
            WHERE number IN (SELECT w.number {From} WHERE {condition})
            """,
            [.. parameters, ("$sender", sender)]);
        return (findings, (IReadOnlyList<Lane>)lanes);
    });

    /// <summary>Throws away those that are meant, but none that is in flight.</summary>
    public int Clear(OutboxFilter filter) => connection.Write(() =>
    {
        var (condition, parameters) = filter.Condition(options.Time.GetUtcNow(), DeadSenders());
        // Lets go of the documents first, then of the rows.
        connection.Execute(
            $"UPDATE waiting SET document = -1 WHERE number IN (SELECT w.number {From} WHERE w.state <> {SqlState.InFlight} AND " +
            $"{condition})",
            parameters);
        return connection.Execute("DELETE FROM waiting WHERE document = -1");
    });
}
