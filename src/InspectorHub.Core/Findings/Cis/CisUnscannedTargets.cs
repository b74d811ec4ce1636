namespace InspectorHub.Findings.Cis;

/// <summary>The instances of a scan that were not scanned, put into one sentence.</summary>
public sealed class CisUnscannedTargets(CisScan scan)
{
    // More than these are counted and not named.
    private const int Named = 10;

    private readonly List<string> named = [];
    private int count;

    /// <summary>Takes one of them.</summary>
    public void Add(CisTarget target)
    {
        if (count++ < Named) named.Add($"{target.TargetResourceId} ({target.TargetStatusReason ?? target.TargetStatus ?? "no status"})");
    }

    /// <summary>What there is to say; null where all were scanned.</summary>
    public string? Words => count == 0
        ? null
        : $"CIS scan {scan} of {scan.ScanDate:u} did not scan {count} of its instances: {string.Join(", ", named)}{More}.";

    private string More => count > Named ? $" and {count - Named} more" : "";
}
