using System.Globalization;

namespace InspectorHub.Findings.Scan;

/// <summary>
/// How many vulnerabilities of each severity a result says it has, against how many were read: a document that was cut short, or a
/// severity that is read otherwise than Inspector meant it, shows here.
/// </summary>
/// <param name="said">The document's own counts: critical, high, medium, low, other, and malicious for packages. What it
/// does not count is not compared.</param>
internal sealed class ScanCounts(IReadOnlyDictionary<string, long> said)
{
    public const string Malicious = "malicious";

    private const string Other = "other";

    /// <summary>Where they differ, in words.</summary>
    public IEnumerable<string> Differences(IReadOnlyCollection<ScanFinding> findings)
    {
        var read = findings.GroupBy(NameOf, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.LongCount(), StringComparer.Ordinal);
        foreach (var count in said)
        {
            var actual = read.TryGetValue(count.Key, out var number) ? number : 0;
            if (actual != count.Value)
                yield return string.Format(CultureInfo.InvariantCulture, "the document counts {0} {1} {2}, {3} were read", count.Value,
                    count.Key, count.Key == Malicious ? "packages" : "vulnerabilities", actual);
        }
    }

    // Malicious packages are counted apart, whatever their rating.
    private static string NameOf(ScanFinding finding) => finding.IsMalicious ? Malicious : finding.RatedSeverity switch
    {
        "CRITICAL" => "critical",
        "HIGH" => "high",
        "MEDIUM" => "medium",
        "LOW" => "low",
        _ => Other,
    };
}
