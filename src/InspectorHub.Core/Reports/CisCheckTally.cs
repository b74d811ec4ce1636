using InspectorHub.Asff;

namespace InspectorHub.Reports;

/// <summary>One check of a CIS benchmark over all instances that it failed on.</summary>
public sealed class CisCheckTally
{
    private readonly HashSet<string> instances = new(StringComparer.Ordinal);

    internal CisCheckTally(string checkId, string? title, string? level, string? severity)
    {
        (CheckId, Title, Level) = (checkId, title, level);
        Severity = SeverityCounts.Labels[SeverityCounts.Rank(severity)];
    }

    /// <summary>For example <c>1.1.1</c>.</summary>
    public string CheckId { get; }

    /// <summary>What it asks for.</summary>
    public string? Title { get; }

    /// <summary>The level of the benchmark that it is of: LEVEL_1 or LEVEL_2.</summary>
    public string? Level { get; }

    /// <summary>Its severity in Security Hub; what has none counts as INFORMATIONAL.</summary>
    public string Severity { get; }

    /// <summary>The ids of the instances.</summary>
    public IReadOnlyCollection<string> Instances => instances;

    internal void Add(AsffFinding finding)
    {
        foreach (var resource in finding.Resources ?? [])
        {
            if (resource.Id is not null) instances.Add(resource.Id);
        }
    }
}
