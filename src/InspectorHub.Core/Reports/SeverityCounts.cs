namespace InspectorHub.Reports;

/// <summary>How many findings there are of each severity.</summary>
public sealed class SeverityCounts
{
    private readonly int[] counts = new int[Labels.Count];

    /// <summary>Security Hub's severities, worst first.</summary>
    public static IReadOnlyList<string> Labels { get; } = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL"];

    /// <summary>Orders by the number of the worst, then of the next, and so on: the most pressing first.</summary>
    public static IComparer<SeverityCounts> MostPressing { get; } = Comparer<SeverityCounts>.Create(Compare);

    /// <summary>Findings of one severity.</summary>
    public int this[string label] => counts[Rank(label)];

    /// <summary>All findings.</summary>
    public int Total => counts.Sum();

    /// <summary>The place of a severity in <see cref="Labels"/>; what is no severity counts as INFORMATIONAL.</summary>
    public static int Rank(string? label)
    {
        for (var rank = 0; rank < Labels.Count; rank++)
        {
            if (string.Equals(Labels[rank], label, StringComparison.OrdinalIgnoreCase)) return rank;
        }

        return Labels.Count - 1;
    }

    /// <summary>Counts one finding.</summary>
    public void Add(string? label) => counts[Rank(label)]++;

    private static int Compare(SeverityCounts a, SeverityCounts b)
    {
        for (var rank = 0; rank < a.counts.Length; rank++)
        {
            if (a.counts[rank] != b.counts[rank]) return b.counts[rank].CompareTo(a.counts[rank]);
        }

        return 0;
    }
}
