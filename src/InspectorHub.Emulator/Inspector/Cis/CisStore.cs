using InspectorHub.Common;
using InspectorHub.Emulator.Services;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Emulator.Inspector.Cis;

/// <summary>
/// The CIS scans that Amazon Inspector has made, their instances and results. A result alone makes known its scan, as completed, and
/// its instance, as scanned; what is said of them stands.
/// </summary>
internal sealed class CisStore
{
    private readonly object gate = new();
    private readonly Dictionary<string, CisScan> scans = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Scan, string Account, string Instance), CisStoredTarget> targets = [];

    /// <summary>All scans, whoever sees them.</summary>
    public IReadOnlyList<CisScan> AllScans
    {
        get
        {
            lock (gate) return [.. scans.Values];
        }
    }

    /// <summary>The instances of all scans, whoever sees them.</summary>
    public IReadOnlyList<CisStoredTarget> AllTargets
    {
        get
        {
            lock (gate) return [.. targets.Values];
        }
    }

    /// <exception cref="ArgumentException">It does not say which scan it is.</exception>
    public void Add(CisScan scan)
    {
        var arn = scan.ScanArn ?? throw new ArgumentException("A CIS scan without its scanArn.", nameof(scan));
        lock (gate) scans[arn] = scan;
    }

    /// <exception cref="ArgumentException">It does not say which scan, account or instance it belongs to.</exception>
    public void Add(CisTarget target)
    {
        lock (gate) Target(target.ScanArn, target.AccountId, target.TargetResourceId).Given = target;
    }

    /// <summary>Takes a result; one of the same check on the same instance in the same scan goes.</summary>
    /// <exception cref="ArgumentException">It does not say which scan, account or instance it belongs to.</exception>
    public void Add(CisFinding finding)
    {
        lock (gate)
        {
            var results = Target(finding.ScanArn, finding.AccountId, finding.TargetResourceId).Results;
            if (!scans.ContainsKey(finding.ScanArn!)) scans.Add(finding.ScanArn!, ScanOf(finding));
            var known = results.FindIndex(result => result.CheckId == finding.CheckId);
            if (known >= 0) results[known] = finding;
            else results.Add(finding);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (gate)
        {
            scans.Clear();
            targets.Clear();
        }
    }

    /// <summary>The scans that the caller sees: its own, and those that have an instance of its account.</summary>
    public IReadOnlyList<CisScan> Scans(ServiceCall call)
    {
        var ofMembers = new HashSet<string>(Targets(call).Select(target => target.ScanArn), StringComparer.Ordinal);
        bool IsSeen(string arn) => IsHere(call, arn) && (Sees(call, OwnerOf(arn)) || ofMembers.Contains(arn));
        return [.. AllScans.Where(scan => IsSeen(scan.ScanArn!))];
    }

    /// <summary>The instances of scans that the caller sees: those of its own scans, and of others' those of its account.</summary>
    public IReadOnlyList<CisStoredTarget> Targets(ServiceCall call)
    {
        bool IsSeen(CisStoredTarget target) =>
            IsHere(call, target.ScanArn) && (Sees(call, OwnerOf(target.ScanArn)) || Sees(call, target.AccountId));
        return [.. AllTargets.Where(IsSeen)];
    }

    private static bool Sees(ServiceCall call, string? account) => call.Caller.PlaysEveryAccount || call.Caller.Account == account;

    private static bool IsHere(ServiceCall call, string scanArn) => Arn.Parse(scanArn)?.Region == call.Region;

    private static string? OwnerOf(string scanArn) => Arn.Parse(scanArn)?.AccountId;

    private static CisScan ScanOf(CisFinding finding) => new()
    {
        ScanArn = finding.ScanArn,
        ScanConfigurationArn = finding.ScanConfigurationArn ?? finding.ScanArn!.Replace("/cis-scan/", "/cis-configuration/"),
        Status = CisScan.Completed,
        ScanName = finding.ScanName,
        ScanDate = finding.ScanDate,
        SecurityLevel = finding.SecurityLevel,
        ScheduledBy = OwnerOf(finding.ScanArn!),
    };

    private CisStoredTarget Target(string? scan, string? account, string? instance)
    {
        if (scan is null || account is null || instance is null)
            throw new ArgumentException("What belongs to a CIS scan names its scanArn, accountId and targetResourceId.", nameof(scan));
        var key = (scan, account, instance);
        if (!targets.TryGetValue(key, out var target)) targets[key] = target = new CisStoredTarget(scan, account, instance);
        return target;
    }
}
