using InspectorHub.Asff;

namespace InspectorHub.Reports;

/// <summary>What a report says about findings, gathered one at a time: memory grows with resources and vulnerabilities, not with findings.</summary>
/// <param name="now">The moment that ages are counted to.</param>
public sealed class FindingTally(DateTimeOffset now)
{
    private readonly Dictionary<string, ResourceTally> resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VulnerabilityTally> vulnerabilities = new(StringComparer.Ordinal);
    private readonly Dictionary<FindingAge, SeverityCounts> ages = FindingAge.Steps.ToDictionary(step => step, _ => new SeverityCounts());

    /// <summary>The moment that ages are counted to.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Open findings.</summary>
    public SeverityCounts Severities { get; } = new();

    /// <summary>Findings that are over; they count nowhere else.</summary>
    public int Archived { get; private set; }

    /// <summary>Open findings by how long they have been known.</summary>
    public IReadOnlyDictionary<FindingAge, SeverityCounts> Ages => ages;

    /// <summary>Resources, the most pressing first.</summary>
    public IReadOnlyList<ResourceTally> Resources =>
        [.. resources.Values.OrderBy(resource => resource.Severities, SeverityCounts.MostPressing).ThenBy(resource => resource.Id, StringComparer.Ordinal)];

    /// <summary>Vulnerabilities: known exploits first, then by severity and number of findings.</summary>
    public IReadOnlyList<VulnerabilityTally> Vulnerabilities =>
    [
        .. vulnerabilities.Values
            .OrderByDescending(vulnerability => vulnerability.ExploitAvailable)
            .ThenBy(vulnerability => vulnerability.Severities, SeverityCounts.MostPressing)
            .ThenBy(vulnerability => vulnerability.Id, StringComparer.Ordinal),
    ];

    /// <summary>Counts a finding.</summary>
    public void Add(AsffFinding finding)
    {
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
            if (!resources.TryGetValue(resource.Id, out var tally)) resources.Add(resource.Id, tally = new ResourceTally(resource.Id, resource.Type));
            tally.Severities.Add(severity);
        }

        foreach (var vulnerability in finding.Vulnerabilities ?? [])
        {
            if (vulnerability.Id is null) continue;
            if (!vulnerabilities.TryGetValue(vulnerability.Id, out var tally)) vulnerabilities.Add(vulnerability.Id, tally = new VulnerabilityTally(vulnerability.Id));
            tally.Add(finding, vulnerability);
        }
    }
}
