namespace InspectorHub.Emulator.SecurityHub;

/// <summary>
/// Why BatchUpdateFindings leaves a finding as it is. Source: Security Hub API, <c>BatchUpdateFindingsUnprocessedFinding</c>; of its
/// codes ConcurrentUpdateError and InternalFailure never come about here.
/// </summary>
internal sealed record UpdateFailure(string Code, string Message)
{
    public static readonly UpdateFailure Duplicated = new("DuplicatedFindingIdentifier", "Finding Identifier is duplicated");
    public static readonly UpdateFailure NotFound = new("FindingNotFound", "Finding Not Found");
    public static readonly UpdateFailure TooLarge = new("FindingSizeExceeded", "Finding size exceeded 240 KB");
    public static readonly UpdateFailure Invalid = new("InvalidInput", "Invalid Input");
}
