namespace InspectorHub.Sync;

/// <summary>
/// How far the findings of a listing have been delivered, in a file of its own: two lines, each a time of the service's
/// clock.
/// </summary>
public sealed class Checkpoint : ProgressFile<CheckpointTimes>
{
    /// <summary>The checkpoint of one listing.</summary>
    /// <param name="folder">Where checkpoints are kept.</param>
    /// <param name="accountId">Whose findings, or those of its organization, are listed.</param>
    /// <param name="region">The Region.</param>
    /// <param name="endpoint">An endpoint other than AWS's own, or empty.</param>
    /// <param name="criteria">What is listed: another filter has another checkpoint, or findings would be missed.</param>
    public Checkpoint(string folder, string accountId, string region, string endpoint, byte[]? criteria)
        : base(folder, $"{accountId}-{region}", Listing(endpoint, criteria), "checkpoint")
    {
    }

    private protected override CheckpointTimes Read(DateTimeOffset time, IReadOnlyList<string> others) =>
        new(time, others.Count > 0 ? ReadTime(others[0]) : null);

    private protected override (DateTimeOffset? Time, IEnumerable<string> Others) Lines(CheckpointTimes progress) =>
        (progress.DeliveredUntil, progress.FullAt is { } full ? [TimeText(full)] : []);
}
