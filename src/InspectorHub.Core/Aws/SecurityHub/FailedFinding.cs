
namespace InspectorHub.Aws.SecurityHub;

/// <summary>A finding that Security Hub refused while it took the rest of the batch.</summary>
/// <param name="Id">The finding's Id.</param>
/// <param name="ErrorCode"><c>InvalidInput</c> or <c>InvalidAccess</c>, as far as is known.</param>
/// <param name="ErrorMessage">In Security Hub's words.</param>
public sealed record FailedFinding(string Id, string ErrorCode, string ErrorMessage);
