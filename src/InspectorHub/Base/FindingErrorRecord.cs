using System.Management.Automation;
using InspectorHub.Findings;

namespace InspectorHub.Base;

/// <summary>A problem with a source of findings, as PowerShell shows errors.</summary>
internal static class FindingErrorRecord
{
    /// <summary>The record; its target is what the user gave, its id the kind of problem.</summary>
    public static ErrorRecord From(FindingProblem problem, object? target) => new(
        new InvalidDataException(problem.ToString()),
        problem.Kind.ToString(),
        problem.Kind switch
        {
            FindingProblemKind.Unreadable => ErrorCategory.ReadError,
            FindingProblemKind.Malformed => ErrorCategory.ParserError,
            FindingProblemKind.NotDescribed => ErrorCategory.ObjectNotFound,
            FindingProblemKind.Incomplete => ErrorCategory.ResourceUnavailable,
            _ => ErrorCategory.InvalidData,
        },
        problem.FindingId ?? target ?? problem.Origin);
}
