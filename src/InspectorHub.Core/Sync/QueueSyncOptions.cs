using InspectorHub.Outbox;

namespace InspectorHub.Sync;

/// <summary>How the events of a queue are taken.</summary>
public sealed record QueueSyncOptions
{
    /// <summary>Whether it goes on when the queue is empty, until it is cancelled.</summary>
    public bool IsWatching { get; init; }

    /// <summary>Where Security Hub is when that is not at AWS; else empty.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>The folder for messages that hold no finding, where the queue has no dead-letter queue for them.</summary>
    public string UnusableFolder { get; init; } = Path.Combine(Path.GetDirectoryName(FindingOutbox.DefaultPath)!, "unusable-messages");

    /// <summary>The clock that waits go by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
