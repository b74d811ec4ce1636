using System.Text.Json.Nodes;
using InspectorHub.Outbox.Storage;

namespace InspectorHub.Outbox;

/// <summary>Which findings of an outbox are meant; what is not said does not matter.</summary>
public sealed record OutboxFilter
{
    /// <summary>These states.</summary>
    public IReadOnlyCollection<OutboxState>? States { get; init; }

    /// <summary>These Ids, as they are written.</summary>
    public IReadOnlyCollection<string>? Ids { get; init; }

    /// <summary>Ids of these forms; <c>*</c>, <c>?</c> and <c>[…]</c> stand for what they stand for in PowerShell.</summary>
    public IReadOnlyCollection<string>? IdPatterns { get; init; }

    /// <summary>Findings of this account.</summary>
    public string? AccountId { get; init; }

    /// <summary>Findings for this Region.</summary>
    public string? Region { get; init; }

    /// <summary>Findings for this endpoint.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Findings that have waited at least this long.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>How a row of waiting, as w, stands: what a dead sender has in flight is pending.</summary>
    internal const string State = $"(CASE WHEN w.state = {SqlState.InFlight} AND w.owner IN (SELECT value FROM json_each($dead)) THEN {SqlState.Pending} ELSE w.state END)";

    /// <summary>The condition on a row of waiting, as w, and its lane, as l.</summary>
    internal (string Sql, (string Name, SqlValue Value)[] Parameters) Condition(DateTimeOffset now, IReadOnlyCollection<string> deadSenders)
    {
        var parts = new List<string>();
        var parameters = new List<(string, SqlValue)> { ("$dead", List(deadSenders, sender => sender)) };
        Add(State + " IN (SELECT value FROM json_each({0}))", List(States, state => (int)state));
        // However many there are, they are one parameter.
        Add("w.id IN (SELECT value FROM json_each({0}))", List(Ids, id => id));
        Add("EXISTS (SELECT 1 FROM json_each({0}) WHERE w.id GLOB value)", List(IdPatterns, id => id));
        Add("l.account = {0}", AccountId);
        Add("l.region = {0}", Region);
        Add("l.endpoint = {0}", Endpoint);
        Add("w.queued_at <= {0}", OlderThan is { } age ? (now - age).ToUnixTimeMilliseconds() : default(SqlValue));
        return (parts.Count == 0 ? "1" : string.Join(" AND ", parts), [.. parameters]);

        void Add(string condition, SqlValue value)
        {
            if (value.IsNull) return;
            parts.Add(condition.Replace("{0}", $"$p{parameters.Count}"));
            parameters.Add(($"$p{parameters.Count}", value));
        }

        static string? List<T>(IReadOnlyCollection<T>? values, Func<T, JsonNode?> write) =>
            values is null ? null : new JsonArray([.. values.Select(write)]).ToJsonString();
    }
}
