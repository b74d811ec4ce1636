namespace InspectorHub.Sync.Rounds;

/// <summary>A round that is about to begin.</summary>
/// <param name="Region">The Region.</param>
/// <param name="Since">What has changed since then is listed; null where nothing has been delivered yet, so that all that is
/// active is.</param>
/// <param name="IsFull">Whether all that is active is listed.</param>
public sealed record SyncRound(string Region, DateTimeOffset? Since, bool IsFull)
{
    /// <summary>Whether it is about CIS scans, and not about findings.</summary>
    public bool IsOfCis { get; init; }
}
