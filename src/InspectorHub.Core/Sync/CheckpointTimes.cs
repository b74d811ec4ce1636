namespace InspectorHub.Sync;

/// <summary>What a checkpoint holds.</summary>
/// <param name="DeliveredUntil">Everything that had changed by then has been delivered.</param>
/// <param name="FullAt">When everything that is active was listed last, and what was over had been ended; null where that is
/// not known.</param>
public sealed record CheckpointTimes(DateTimeOffset DeliveredUntil, DateTimeOffset? FullAt = null);
