using InspectorHub.Asff;

namespace InspectorHub.Reports;

/// <summary>
/// What a report says about findings, gathered one at a time: memory grows with resources and vulnerabilities, not with
/// findings.
/// </summary>
/// <param name="now">The moment that ages are counted to.</param>
public sealed class FindingTally(DateTimeOffset now)
{
    private readonly Dictionary<string, ResourceTally> resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VulnerabilityTally> vulnerabilities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CisCheckTally> checks = new(StringComparer.Ordinal);
    private readonly Dictionary<FindingAge, SeverityCounts> ages = FindingAge.Steps.ToDictionary(step => step, _ => new SeverityCounts());

    // As many of each as a report shows.
    private readonly Dictionary<string, List<UrgentFinding>> urgent = new(StringComparer.Ordinal) { ["CRITICAL"] = [], ["HIGH"] = [] };
    private readonly SortedSet<string> accounts = new(StringComparer.Ordinal);
    private readonly SortedSet<string> regions = new(StringComparer.Ordinal);

    /// <summary>The moment that ages are counted to.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The accounts that findings are of, archived ones included.</summary>
    public IReadOnlyCollection<string> Accounts => accounts;

    /// <summary>The Regions that findings are of.</summary>
    public IReadOnlyCollection<string> Regions => regions;

    /// <summary>The first open findings that are critical or high: known exploits first, then the most severe.</summary>
    public IReadOnlyList<UrgentFinding> Urgent =>
        [.. urgent.Values.SelectMany(findings => findings).OrderByDescending(finding => finding.HasExploit).ThenBy(
            finding => SeverityCounts.Rank(finding.Severity))];

    /// <summary>Open findings.</summary>
    public SeverityCounts Severities { get; } = new();

    /// <summary>Findings that are over; they count nowhere else.</summary>
    public int Archived { get; private set; }

    /// <summary>Open findings by how long they have been known.</summary>
    public IReadOnlyDictionary<FindingAge, SeverityCounts> Ages => ages;

    /// <summary>Resources, the most pressing first.</summary>
    public IReadOnlyList<ResourceTally> Resources =>
        [.. resources.Values.OrderBy(
            resource => resource.Severities, SeverityCounts.MostPressing).ThenBy(resource => resource.Id, StringComparer.Ordinal)];

    /// <summary>Vulnerabilities: known exploits first, then by severity and number of findings.</summary>
    public IReadOnlyList<VulnerabilityTally> Vulnerabilities =>
    [
        .. vulnerabilities.Values
            .OrderByDescending(vulnerability => vulnerability.ExploitAvailable)
            .ThenBy(vulnerability => vulnerability.Severities, SeverityCounts.MostPressing)
            .ThenBy(vulnerability => vulnerability.Id, StringComparer.Ordinal),
    ];

    /// <summary>Checks of CIS benchmarks that failed: the most severe first, then those that failed on most instances.</summary>
    public IReadOnlyList<CisCheckTally> CisChecks =>
    [
        .. checks.Values
            .OrderBy(check => SeverityCounts.Rank(check.Severity))
            .ThenByDescending(check => check.Instances.Count)
            .ThenBy(check => check.CheckId, StringComparer.Ordinal),
    ];

    /// <summary>Counts a finding.</summary>
    public void Add(AsffFinding finding)
    {
        if (finding.AwsAccountId is not null) accounts.Add(finding.AwsAccountId);
        if (AsffColumns.Region(finding) is { Length: > 0 } region) regions.Add(region);
        if (finding.RecordState == "ARCHIVED")
        {
            Archived++;
            return;
        }

        var severity = finding.Severity?.Label;
        Severities.Add(severity);
        if ((finding.FirstObservedAt ?? finding.CreatedAt) is { } since)
            ages[FindingAge.Of(now - since)].Add(severity);

        foreach (var resource in finding.Resources ?? [])
        {
            if (resource.Id is null) continue;
            if (!resources.TryGetValue(resource.Id, out var tally))
                resources.Add(resource.Id, tally = new ResourceTally(resource.Id, resource.Type));
            tally.Severities.Add(severity);
        }

        CountCheck(finding, severity);
        Notice(finding, severity);
        var named = finding.Vulnerabilities?.Where(vulnerability => vulnerability?.Id is not null).ToList() ?? [];
        // Findings of Classic and of the network have none, and are no less a problem: their rule, or their title, stands for it.
        if (named.Count == 0 && ProblemOf(finding) is { } problem) named.Add(new AsffVulnerability { Id = problem });
        foreach (var vulnerability in named)
        {
            if (!vulnerabilities.TryGetValue(vulnerability.Id!, out var tally))
                vulnerabilities.Add(vulnerability.Id!, tally = new VulnerabilityTally(vulnerability.Id!));
            tally.Add(finding, vulnerability);
        }
    }

    private static string? ProblemOf(AsffFinding finding) => Field(finding, "id") ?? finding.Title;

    // In Inspector's own form and in the account's.
    private static string? Field(AsffFinding finding, string name) =>
        finding.ProductFields.TryGetValue($"aws/inspector/{name}", out var value)
        || finding.ProductFields.TryGetValue($"inspector/{name}", out value)
            ? value
            : null;

    private void CountCheck(AsffFinding finding, string? severity)
    {
        if (Field(finding, "cis/checkId") is not { } id) return;
        // Benchmarks count their checks each for itself.
        var key = $"{finding.GeneratorId} {id}";
        if (!checks.TryGetValue(key, out var check))
            checks.Add(key, check = new CisCheckTally(id, finding.Title, Field(finding, "cis/level"), severity));
        check.Add(finding);
    }

    // A known exploit takes the place of one without: the list stays as long as what is shown.
    private void Notice(AsffFinding finding, string? severity)
    {
        if (severity is null || !urgent.TryGetValue(severity, out var known)) return;
        var vulnerability = finding.Vulnerabilities?.FirstOrDefault();
        var hasExploit = vulnerability?.ExploitAvailable == "YES";
        if (known.Count >= HtmlReport.RowsShown)
        {
            var last = hasExploit ? known.FindLastIndex(other => !other.HasExploit) : -1;
            if (last < 0) return;
            known.RemoveAt(last);
        }

        known.Add(
            new UrgentFinding(
                severity, finding.Title, finding.Resources?.FirstOrDefault()?.Id, vulnerability?.Id,
                RemedyOf(finding, vulnerability), hasExploit));
    }

    private static string? RemedyOf(AsffFinding finding, AsffVulnerability? vulnerability)
    {
        var updates = (vulnerability?.VulnerablePackages ?? []).Where(
            package => package.FixedInVersion is { Length: > 0 } and not "NotAvailable")
            .Select(package => $"{package.Name} to {package.FixedInVersion}").Distinct(StringComparer.Ordinal).ToList();
        if (updates.Count > 0) return $"Update {string.Join(", ", updates)}.";
        return finding.Remediation?.Recommendation?.Text is { } text && text != "None Provided" ? text : null;
    }
}
