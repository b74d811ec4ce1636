namespace InspectorHub.Delivery;

/// <summary>Which findings of an outbox are meant; what is not said does not matter.</summary>
public sealed record OutboxFilter
{
    /// <summary>These states.</summary>
    public IReadOnlyCollection<OutboxState>? States { get; init; }

    /// <summary>These Ids; <c>*</c>, <c>?</c> and <c>[…]</c> stand for what they stand for in PowerShell.</summary>
    public IReadOnlyCollection<string>? Ids { get; init; }

    /// <summary>Findings of this account.</summary>
    public string? AccountId { get; init; }

    /// <summary>Findings for this Region.</summary>
    public string? Region { get; init; }

    /// <summary>Findings for this endpoint.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Findings that have waited at least this long.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>The condition on a row of waiting, as w, and its lane, as l.</summary>
    internal (string Sql, (string Name, object? Value)[] Parameters) Condition(DateTimeOffset now)
    {
        var parts = new List<string>();
        var parameters = new List<(string, object?)>();
        AnyOf("w.state = ", States?.Select(state => (object)(int)state));
        AnyOf("w.id GLOB ", Ids);
        AnyOf("l.account = ", AccountId is null ? null : [AccountId]);
        AnyOf("l.region = ", Region is null ? null : [Region]);
        AnyOf("l.endpoint = ", Endpoint is null ? null : [Endpoint]);
        AnyOf("w.queued_at <= ", OlderThan is { } age ? [(now - age).ToUnixTimeMilliseconds()] : null);
        return (parts.Count == 0 ? "1" : string.Join(" AND ", parts), [.. parameters]);

        void AnyOf(string comparison, IEnumerable<object>? values)
        {
            if (values is null) return;
            var choices = new List<string>();
            foreach (var value in values)
            {
                choices.Add($"{comparison}$p{parameters.Count}");
                parameters.Add(($"$p{parameters.Count}", value));
            }

            parts.Add($"({(choices.Count == 0 ? "0" : string.Join(" OR ", choices))})");
        }
    }
}
