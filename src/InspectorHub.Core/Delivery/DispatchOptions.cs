namespace InspectorHub.Delivery;

/// <summary>How findings are dispatched.</summary>
public sealed record DispatchOptions
{
    /// <summary>How the findings of each lane are sent.</summary>
    public LaneSenderOptions Sender { get; init; } = new();

    /// <summary>Send findings also when Security Hub has acknowledged the same content before, or a newer version.</summary>
    public bool Force { get; init; }

    /// <summary>After this time what is left stays in the outbox; null is no limit.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>A lane that access was denied to is tried again after this time; null leaves it stopped.</summary>
    public TimeSpan? RetryStopped { get; init; }
}
