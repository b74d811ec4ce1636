namespace InspectorHub.Translation.Ocsf;

/// <summary>A CVSS score, whichever model it comes from.</summary>
/// <param name="Base">0 to 10.</param>
/// <param name="Version">2.0, 3.0, 3.1, 4.0; null where the source does not say.</param>
/// <param name="Vector">For example <c>CVSS:3.1/AV:N/…</c>; that of version 2 has no prefix.</param>
/// <param name="Source">Who scored.</param>
internal sealed record OcsfScore(double? Base, string? Version, string? Vector, string? Source)
{
    private const string Prefix = "CVSS:";
    private const string Version2 = "2.0";

    /// <summary>The version as it is given, or as the vector tells it; null where neither does.</summary>
    public string? KnownVersion
    {
        get
        {
            if (!string.IsNullOrEmpty(Version)) return Version;
            if (string.IsNullOrEmpty(Vector)) return null;
            if (!Vector!.StartsWith(Prefix, StringComparison.Ordinal)) return Version2;
            var end = Vector.IndexOf('/');
            return end > Prefix.Length ? Vector.Substring(Prefix.Length, end - Prefix.Length) : null;
        }
    }

    /// <summary>Whether OCSF has a place for it: score and version are required there.</summary>
    public bool IsWhole => Base is not null && KnownVersion is not null;

    /// <summary>The rating in words. Sources: CVSS v3.1 and v4.0, Qualitative Severity Rating Scale; NVD's ratings of version 2.</summary>
    public string? Severity => Base switch
    {
        null => null,
        >= 9.0 when !IsVersion2 => "CRITICAL",
        >= 7.0 => "HIGH",
        >= 4.0 => "MEDIUM",
        > 0.0 => "LOW",
        _ => IsVersion2 ? "LOW" : "NONE",
    };

    private bool IsVersion2 => KnownVersion?.StartsWith("2", StringComparison.Ordinal) == true;
}
