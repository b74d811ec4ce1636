using System.Management.Automation;
using InspectorHub.Outbox;

namespace InspectorHub.Base;

/// <summary>
/// Findings that Security Hub refused, as PowerShell shows errors: a record for each, which has the cause in its exception. What is shown
/// says a cause once, the first time; a mistake about all findings would otherwise be one long sentence a thousand times.
/// </summary>
internal sealed class Refusals
{
    private readonly Dictionary<(Lane Lane, string? Code, string? Words), int> causes = [];

    /// <summary>The record of a finding; its target is the finding's Id, its error id Security Hub's code.</summary>
    public ErrorRecord Record(FindingResult refused)
    {
        var cause = (refused.Lane, refused.ErrorCode, refused.ErrorMessage);
        causes.TryGetValue(cause, out var before);
        causes[cause] = before + 1;
        var record = new ErrorRecord(
            new InvalidDataException(
                $"Security Hub refused finding {refused.Id} ({refused.Lane}). {refused.ErrorCode}: {refused.ErrorMessage} It is set " +
                "aside in the outbox; the others go on. Send it corrected, or see Get-InspectorHubOutbox -State Refused."),
            refused.ErrorCode ?? "Refused", ErrorCategory.InvalidData, refused.Id);
        if (before > 0)
            record.ErrorDetails = new ErrorDetails($"Security Hub refused finding {refused.Id} for the same reason: {refused.ErrorCode}.");
        return record;
    }

    /// <summary>How many had a cause in common, a sentence a cause; then counting begins anew.</summary>
    public IReadOnlyList<string> Sum()
    {
        List<string> sums = [.. causes.Where(cause => cause.Value > 1).Select(
            cause => $"Security Hub refused {cause.Value} findings ({cause.Key.Lane}) for one reason. {cause.Key.Code}: " +
                $"{cause.Key.Words} Get-InspectorHubOutbox -State Refused has them.")];
        causes.Clear();
        return sums;
    }
}
