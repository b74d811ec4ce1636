using InspectorHub.Findings.Cis;
using InspectorHub.Outbox;
using InspectorHub.Translation;
using InspectorHub.Translation.Cis;

namespace InspectorHub.Sync.Cis;

/// <summary>
/// The checks that Security Hub has, or is about to have, as failed: what it has acknowledged, what waits, and what is sent
/// meanwhile. Only these can end.
/// </summary>
internal sealed class CisOpenChecks
{
    private readonly Dictionary<string, CisOpenCheck> open = new(StringComparer.Ordinal);
    private readonly Dictionary<Lane, Lane> lanes = [];

    /// <summary>Those of one Region that are known by now.</summary>
    public static CisOpenChecks Of(ArchiveListing ledger, string endpoint, string region)
    {
        var checks = new CisOpenChecks();
        bool IsOurs(MissingFinding finding) =>
            finding.Lane.Region == region && finding.Lane.Endpoint == endpoint &&
            FindingIds.IsCis(finding.Id) && FindingIds.RegionOf(finding.Id) == region;
        foreach (var held in ledger.Missing(IsOurs))
        {
            if (held.Read() is not { } finding) continue;
            var (instance, level) = (Field(CisFields.InstanceId), Field(CisFields.Level));
            checks.Add(held.Id, new CisOpenCheck(held.Lane, instance, level, Field(CisFields.ScanConfigurationArn)) { Held = held });

            string? Field(string name) => CisFields.InAccount(finding, name);
        }

        return checks;
    }

    /// <summary>A check is open.</summary>
    public void Add(string id, CisOpenCheck check)
    {
        // Thousands of checks say the same few things, and each said it in memory of its own.
        if (!lanes.TryGetValue(check.Lane, out var lane)) lanes[check.Lane] = lane = check.Lane;
        open[id] = check with
        {
            Lane = lane,
            Instance = Known(check.Instance),
            Level = Known(check.Level),
            ScanConfigurationArn = Known(check.ScanConfigurationArn),
        };

        static string? Known(string? text) => text is null ? null : string.Intern(text);
    }

    /// <summary>Whether a check is open.</summary>
    public bool Contains(string id) => open.ContainsKey(id);

    /// <summary>It is open no longer; false where it was not.</summary>
    public bool Remove(string id) => open.Remove(id);

    /// <summary>What a scan of an instance should have listed and did not.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="target">The instance, scanned.</param>
    /// <param name="listed">Ids of all checks that it lists there.</param>
    public IReadOnlyList<KeyValuePair<string, CisOpenCheck>> NotListed(CisScan scan, CisTarget target, HashSet<string> listed) =>
    [
        .. open.Where(entry => IsOn(target, entry.Value) && !listed.Contains(entry.Key) && Covers(scan, entry.Value)),
    ];

    /// <summary>What earlier scans of the same configuration found on instances that this one has no more.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="targets">Account and id of all its instances.</param>
    public IReadOnlyList<KeyValuePair<string, CisOpenCheck>> OnOtherInstances(
        CisScan scan, HashSet<(string? Account, string? Instance)> targets) =>
    [
        .. open.Where(entry => entry.Value.ScanConfigurationArn == scan.ScanConfigurationArn &&
            !targets.Contains((entry.Value.Lane.AccountId, entry.Value.Instance))),
    ];

    private static bool IsOn(CisTarget target, CisOpenCheck check) =>
        check.Instance == target.TargetResourceId && check.Lane.AccountId == target.AccountId;

    // A scan of level 1 says nothing about checks of level 2, and one of level 2 makes those of level 1, too.
    private static bool Covers(CisScan scan, CisOpenCheck check) =>
        check.ScanConfigurationArn == scan.ScanConfigurationArn || scan.SecurityLevel == "LEVEL_2" || check.Level == "LEVEL_1";
}
