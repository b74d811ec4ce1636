namespace InspectorHub.Findings.Scan;

/// <summary>What a finding of a scan is called.</summary>
internal static class ScanTitle
{
    // Longer than that, a sentence is cut at its first clause.
    private const int SentenceLength = 100;

    public static string Of(ScanFinding finding)
    {
        var names = (finding.Packages ?? []).Select(Named).Concat(finding.Packages is { Count: > 0 } ? [] : finding.Locations ?? []);
        var places = string.Join(", ", names.OfType<string>().Distinct(StringComparer.Ordinal));
        var what = finding.IsOfKind("IN-") ? FirstClause(finding.Description) ?? finding.VulnerabilityId : finding.VulnerabilityId;
        return places.Length > 0 ? $"{what} - {places}" : what ?? "";

        // The version is what a discontinued operating system is about.
        string? Named(ScanPackage package) =>
            finding.IsOfKind("IN-DISCONTINUED") && package.Version is not null ? $"{package.Name} {package.Version}" : package.Name;
    }

    // "Expired Certificate: The associated certificate(s) are no longer valid. Replace …" is an expired certificate;
    // "Secret Detected: AWS Access Key ID." is one sentence, and short enough to stay.
    private static string? FirstClause(string? description)
    {
        var text = description?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        var sentence = Before(text!, ". ").TrimEnd('.', ' ');
        var clause = sentence.Length <= SentenceLength && sentence.Length + 1 >= text!.Length ? sentence : Before(sentence, ": ");
        return clause.Replace('\n', ' ');
    }

    private static string Before(string text, string end) =>
        text.IndexOf(end, StringComparison.Ordinal) is >= 0 and var position ? text.Substring(0, position) : text;
}
