using InspectorHub.Findings.Cis;

namespace InspectorHub.Sync.Cis;

/// <summary>How far CIS scans have been delivered.</summary>
/// <param name="Since">No scan that began earlier is left; null where nothing has been delivered yet.</param>
/// <param name="Delivered">ARNs of the scans that began then or later and are done with.</param>
public sealed record CisProgress(DateTimeOffset? Since, IReadOnlyCollection<string> Delivered)
{
    /// <summary>Nothing has been delivered yet.</summary>
    public static CisProgress None { get; } = new(null, []);

    /// <summary>How far it is once all is done with that was listed and has ended.</summary>
    /// <param name="listed">All scans that began at <see cref="Since"/> or later.</param>
    public CisProgress After(IReadOnlyCollection<CisScan> listed)
    {
        var running = listed.Where(scan => scan.Status == CisScan.InProgress).Select(scan => scan.ScanDate).Min();
        var newest = listed.Select(scan => scan.ScanDate).Max();
        // What goes on has to be listed again, and with it all that began after it.
        if ((running ?? newest ?? Since) is not { } since) return this;
        var doneWith = listed.Where(scan => scan.ScanDate >= since && scan.Status != CisScan.InProgress);
        return new CisProgress(since, [.. doneWith.Select(scan => scan.ScanArn!)]);
    }
}
