
namespace InspectorHub.Aws.SecurityHub;

/// <summary>The answer to BatchImportFindings: HTTP 200, which does not mean that every finding was taken.</summary>
/// <param name="SuccessCount">Findings that Security Hub took.</param>
/// <param name="FailedCount">Findings that it refused.</param>
/// <param name="FailedFindings">The refused ones, with the reason.</param>
public sealed record ImportReply(int SuccessCount, int FailedCount, IReadOnlyList<FailedFinding> FailedFindings)
{
    /// <summary>When Security Hub answered, by its own clock; null where it does not say.</summary>
    public DateTimeOffset? Date { get; init; }
}
