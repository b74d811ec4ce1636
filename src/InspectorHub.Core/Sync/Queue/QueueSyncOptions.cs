using InspectorHub.Outbox;

namespace InspectorHub.Sync.Queue;

/// <summary>How the events of a queue are taken.</summary>
public sealed record QueueSyncOptions
{
    /// <summary>Whether it goes on when the queue is empty, until it is cancelled.</summary>
    public bool IsWatching { get; init; }

    /// <summary>Where Security Hub is when that is not at AWS; else empty.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>The folder for messages that hold no finding, where the queue has no dead-letter queue for them.</summary>
    public string UnusableFolder { get; init; } = Path.Combine(Path.GetDirectoryName(FindingOutbox.DefaultPath)!, "unusable-messages");

    /// <summary>How long what was taken is still delivered once it is told to end in order; 30 s by default, from zero on.</summary>
    public TimeSpan GracePeriod
    {
        get;
        init => field = value >= TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A grace period cannot be less than nothing.");
    } = TimeSpan.FromSeconds(30);

    /// <summary>The clock that waits go by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
