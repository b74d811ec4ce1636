using System.Management.Automation;
using InspectorHub.Findings;

namespace InspectorHub.Base;

/// <summary>A problem with a source of findings, as PowerShell shows errors.</summary>
internal static class FindingErrorRecord
{
    private const string NameTheArtifact = "Say what was scanned: Import-InspectorFinding -Resource.";

    /// <summary>The record; its target is what the user gave, its id the kind of problem.</summary>
    public static ErrorRecord From(FindingProblem problem, object? target)
    {
        var record = new ErrorRecord(
            new InvalidDataException(problem.ToString()),
            problem.Kind.ToString(),
            CategoryOf(problem.Kind),
            problem.FindingId ?? target ?? problem.Origin);
        if (!problem.NeedsArtifact) return record;
        record.ErrorDetails = new ErrorDetails($"{problem} {NameTheArtifact}") { RecommendedAction = NameTheArtifact };
        return record;
    }

    private static ErrorCategory CategoryOf(FindingProblemKind kind) => kind switch
    {
        FindingProblemKind.Unreadable => ErrorCategory.ReadError,
        FindingProblemKind.Malformed => ErrorCategory.ParserError,
        FindingProblemKind.NotDescribed => ErrorCategory.ObjectNotFound,
        FindingProblemKind.Incomplete => ErrorCategory.ResourceUnavailable,
        _ => ErrorCategory.InvalidData,
    };
}
