namespace InspectorHub.Emulator.Store;

/// <summary>What a customer has set on an OCSF finding; what is null is the product's own still.</summary>
/// <param name="StatusId"><c>status_id</c>.</param>
/// <param name="SeverityId"><c>severity_id</c>.</param>
/// <param name="Comment"><c>comment</c>.</param>
internal sealed record FindingUpdate(int? StatusId, int? SeverityId, string? Comment);
