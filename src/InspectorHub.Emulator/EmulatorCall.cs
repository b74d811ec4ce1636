namespace InspectorHub.Emulator;

/// <summary>One call that the emulator has received.</summary>
/// <param name="Operation">For example <c>BatchImportFindings</c>; the method and path where no operation is known.</param>
/// <param name="Service">The signing name of the service: <c>securityhub</c>, <c>inspector2</c>, <c>inspector</c>, <c>sts</c>.</param>
/// <param name="AccountId">The account of the caller; null when the caller is not known.</param>
/// <param name="Region">The Region of the credential scope.</param>
/// <param name="FindingIds">The Ids of the findings in an import or an update, in their order; empty for all else, and where
/// a fault came before.</param>
/// <param name="ReceivedAt">When it had arrived whole.</param>
/// <param name="AnsweredAt">When the answer was ready.</param>
/// <param name="Status">The HTTP status of the answer; 0 when the connection was reset.</param>
/// <param name="ErrorCode">The service's name for the error, when it was refused as a whole.</param>
public sealed record EmulatorCall(
    string Operation,
    string Service,
    string? AccountId,
    string Region,
    IReadOnlyList<string> FindingIds,
    DateTimeOffset ReceivedAt,
    DateTimeOffset AnsweredAt,
    int Status,
    string? ErrorCode);
