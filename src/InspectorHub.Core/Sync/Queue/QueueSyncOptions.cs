using InspectorHub.Common;
using InspectorHub.Outbox;

namespace InspectorHub.Sync.Queue;

/// <summary>
/// How the events of a queue are taken. A value out of its range is an <see cref="ArgumentOutOfRangeException"/> that names it.
/// </summary>
public sealed record QueueSyncOptions
{
    /// <summary>Whether it goes on when the queue is empty, until it is cancelled.</summary>
    public bool IsWatching { get; init; }

    /// <summary>Where Security Hub is when that is not at AWS; else empty.</summary>
    public string Endpoint { get; init => field = Limit.Given(value); } = "";

    /// <summary>The folder for messages that hold no finding, where the queue has no dead-letter queue for them.</summary>
    public string UnusableFolder { get; init => field = Limit.Given(value); } =
        Path.Combine(FindingOutbox.DefaultFolder, "unusable-messages");

    /// <summary>
    /// How long what was taken is still delivered once it is told to end in order. Default 30 s; 0 to 24 days.
    /// </summary>
    public TimeSpan GracePeriod { get; init => field = Limit.Seconds(value, 0, 24 * 86400); } = TimeSpan.FromSeconds(30);

    /// <summary>The clock that waits go by. Default the system's.</summary>
    public TimeProvider Time { get; init => field = Limit.Given(value); } = TimeProvider.System;
}
