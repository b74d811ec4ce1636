using InspectorHub.Asff;

namespace InspectorHub.Outbox;

/// <summary>A finding in the outbox.</summary>
public sealed record OutboxItem
{
    /// <summary>The finding's Id.</summary>
    public required string Id { get; init; }

    /// <summary>The account, 12 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The Region.</summary>
    public required string Region { get; init; }

    /// <summary>An endpoint other than AWS's own, or empty.</summary>
    public required string Endpoint { get; init; }

    /// <summary>How it stands.</summary>
    public required OutboxState State { get; init; }

    /// <summary>When it came into the outbox.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>How long it has waited.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>How often it has been on its way.</summary>
    public required int Attempts { get; init; }

    /// <summary>The code of the last refusal, or failure to deliver it.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Security Hub's words, or why there was no answer.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>When the last answer about it came, or was found not to come; null where it has not been on its way yet.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When it is tried next, where that is not at once: after a failure, by whoever delivers then.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>The finding itself, to be corrected and sent again.</summary>
    public required AsffFinding Finding { get; init; }
}
