namespace InspectorHub.Sync;

/// <summary>What becomes of a finding that has been sent and that the filter no longer wants.</summary>
public enum OutOfFilter
{
    /// <summary>Security Hub gets its present state with each full round: its lower severity, its missing tag.</summary>
    Update,

    /// <summary>
    /// It is archived, as if it were over; it comes back with the filter. Only for an outbox that no other filter delivers
    /// through.
    /// </summary>
    Archive,
}
