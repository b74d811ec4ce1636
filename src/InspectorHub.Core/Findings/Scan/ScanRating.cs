namespace InspectorHub.Findings.Scan;

/// <summary>How bad somebody says a vulnerability is.</summary>
public sealed class ScanRating
{
    /// <summary>Who says so.</summary>
    public string? Source { get; set; }

    /// <summary>In the source's words.</summary>
    public string? Severity { get; set; }

    /// <summary>0 to 10.</summary>
    public double? Score { get; set; }

    /// <summary>The CVSS vector.</summary>
    public string? Vector { get; set; }

    /// <summary>The CVSS version; null when the score is not CVSS.</summary>
    public string? Version { get; set; }

    internal bool IsNvd => Source?.StartsWith("NVD", StringComparison.OrdinalIgnoreCase) == true;

    internal string? Label => LabelOf(Severity);

    // "unknown" and "other" say nothing: another source may.
    internal static string? LabelOf(string? severity) => severity?.ToUpperInvariant() switch
    {
        "CRITICAL" => "CRITICAL",
        "HIGH" => "HIGH",
        "MEDIUM" => "MEDIUM",
        "LOW" => "LOW",
        "INFO" or "INFORMATIONAL" or "NONE" => "INFORMATIONAL",
        _ => null,
    };
}
