using System.Diagnostics.CodeAnalysis;
using System.Text;
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

    /// <summary>
    /// Ids of these forms, in any case; <c>*</c>, <c>?</c> and <c>[…]</c> stand for what they stand for in PowerShell, and for themselves
    /// after a backtick.
    /// </summary>
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
    internal const string State = $"(CASE WHEN w.state = {SqlState.InFlight} AND w.owner IN (SELECT value FROM json_each($dead)) THEN " +
        $"{SqlState.Pending} ELSE w.state END)";

    /// <summary>The condition on a row of waiting, as w, and its lane, as l.</summary>
    internal (string Sql, (string Name, SqlValue Value)[] Parameters) Condition(DateTimeOffset now, IReadOnlyCollection<string> deadSenders)
    {
        var parts = new List<string>();
        var parameters = new List<(string, SqlValue)> { ("$dead", List(deadSenders, sender => sender)) };
        Add(State + " IN (SELECT value FROM json_each({0}))", List(States, state => (int)state));
        // However many there are, they are one parameter.
        Add("w.id IN (SELECT value FROM json_each({0}))", List(Ids, id => id));
        Add("EXISTS (SELECT 1 FROM json_each({0}) WHERE lower(w.id) GLOB value)", List(IdPatterns, pattern => Glob(pattern)));
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

    // PowerShell's wildcards as SQLite's: what is quoted there is a set of one here, and a set has no negation.
    [SuppressMessage("Globalization", "CA1308", Justification = "SQLite's lower() is what it is compared with.")]
    private static string Glob(string pattern)
    {
        var glob = new StringBuilder(pattern.Length);
        var text = pattern.ToLowerInvariant();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '`' && i + 1 < text.Length)
            {
                var quoted = text[++i];
                glob.Append(quoted is '*' or '?' or '[' ? $"[{quoted}]" : quoted.ToString());
            }
            else if (text[i] == '[' && i + 2 < text.Length && text[i + 1] == '^' && text.IndexOf(']', i + 2) is var end && end > i + 2)
            {
                glob.Append('[').Append(text, i + 2, end - i - 2).Append("^]");
                i = end;
            }
            else
            {
                glob.Append(text[i]);
            }
        }

        return glob.ToString();
    }
}
