using System.Management.Automation;
using InspectorHub.Findings;

namespace InspectorHub.Base;

/// <summary>A problem with a source of findings, as PowerShell shows errors.</summary>
internal static class FindingErrorRecord
{
    private const string NameTheArtifact = "Say what was scanned: Import-InspectorFinding -Resource.";

    private const string ReadTheFile = "It looks like the name of a file: Import-InspectorFinding reads files, and Get-Content their text.";

    /// <summary>The record; its target is what the user gave, its id the kind of problem.</summary>
    public static ErrorRecord From(FindingProblem problem, object? target)
    {
        var record = new ErrorRecord(
            new InvalidDataException(problem.ToString()),
            problem.Kind.ToString(),
            CategoryOf(problem.Kind),
            problem.FindingId ?? target ?? problem.Origin);
        var next = problem.NeedsArtifact
            ? NameTheArtifact
            : problem.Kind == FindingProblemKind.Malformed && target is not null && !Equals(target, problem.Origin) && IsPath(target)
            ? ReadTheFile
            : null;
        // Not as RecommendedAction, which one PowerShell shows beside the words and others do not show at all.
        if (next is not null) record.ErrorDetails = new ErrorDetails($"{problem} {next}");
        return record;
    }

    private static bool IsPath(object target) =>
        target.ToString() is { Length: > 0 and < 1000 } text && text.IndexOf('\n') < 0 && text.TrimStart()[0] is not ('{' or '[') &&
        (
            text.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                || text.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                || text.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase));

    private static ErrorCategory CategoryOf(FindingProblemKind kind) => kind switch
    {
        FindingProblemKind.Unreadable => ErrorCategory.ReadError,
        FindingProblemKind.Malformed => ErrorCategory.ParserError,
        FindingProblemKind.NotDescribed => ErrorCategory.ObjectNotFound,
        FindingProblemKind.Incomplete => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.InvalidData,
    };
}
