using InspectorHub.Findings;

namespace InspectorHub.Sync;

/// <summary>What came and cannot be sent.</summary>
public sealed record UnusableFinding
{
    /// <summary>What is wrong where it could not be read; else <see cref="Failure"/>.</summary>
    public FindingProblem? Problem { get; init; }

    /// <summary>Why it has no form that Security Hub takes; else <see cref="Problem"/>.</summary>
    public Exception? Failure { get; init; }

    /// <summary>The finding, where it could be read.</summary>
    public InspectorFinding? Finding { get; init; }

    /// <summary>The message of a queue that it came in; null for one from a listing.</summary>
    public string? MessageId { get; init; }

    /// <summary>The file that it is set aside as; null where there is no text of it, or where its message is set aside.</summary>
    public string? File { get; init; }

    /// <summary>Whether it has been set aside before: an overlap lists it again.</summary>
    public bool IsKnown { get; init; }
}
