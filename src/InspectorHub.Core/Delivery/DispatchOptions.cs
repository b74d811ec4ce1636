using InspectorHub.Common;

namespace InspectorHub.Delivery;

/// <summary>How findings are dispatched. A value out of its range is an <see cref="ArgumentOutOfRangeException"/> that names it.</summary>
public sealed record DispatchOptions
{
    /// <summary>How the findings of each lane are sent.</summary>
    public LaneSenderOptions Sender { get; init => field = Limit.Given(value); } = new();

    /// <summary>Send findings also when Security Hub has acknowledged the same content before, or a newer version. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Tell the end of each finding that was given, also where another sender on the outbox has delivered it: see
    /// <see cref="Dispatcher.Unsettled"/>. Default false: it takes a temporary file.
    /// </summary>
    public bool TracksEach { get; init; }

    /// <summary>After this time what is left stays in the outbox. Default null, which is no limit; 1 ms to 49 days.</summary>
    public TimeSpan? TimeLimit { get; init => field = value is { } limit ? Limit.Seconds(limit, 0.001, 49 * 86400) : null; }

    /// <summary>
    /// A lane that access was denied to is tried again after this time. Default null, which leaves it stopped; 1 ms to 49 days.
    /// </summary>
    public TimeSpan? RetryStopped { get; init => field = value is { } rest ? Limit.Seconds(rest, 0.001, 49 * 86400) : null; }
}
