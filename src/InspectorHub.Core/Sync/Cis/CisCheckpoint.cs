namespace InspectorHub.Sync.Cis;

/// <summary>
/// Which CIS scans have been delivered, in a file of its own. A time alone would not do: a scan is listed by the time that it began,
/// and one that began earlier may end later.
/// </summary>
public sealed class CisCheckpoint : ProgressFile<CisProgress>
{
    /// <summary>The checkpoint of one listing.</summary>
    /// <param name="folder">Where checkpoints are kept.</param>
    /// <param name="accountId">Whose scans, or those of its organization, are listed.</param>
    /// <param name="region">The Region.</param>
    /// <param name="endpoint">An endpoint other than AWS's own, or empty.</param>
    /// <param name="criteria">Which scans are listed: other ones have another checkpoint.</param>
    /// <param name="selection">Which of these are taken.</param>
    public CisCheckpoint(string folder, string accountId, string region, string endpoint, byte[]? criteria, string selection = "")
        : base(folder, $"{accountId}-{region}", Listing(endpoint, criteria) + selection, "cis-checkpoint")
    {
    }

    private protected override CisProgress Read(DateTimeOffset time, IReadOnlyList<string> others) => new(time, others);

    private protected override (DateTimeOffset? Time, IEnumerable<string> Others) Lines(CisProgress progress) =>
        (progress.Since, progress.Delivered);
}
