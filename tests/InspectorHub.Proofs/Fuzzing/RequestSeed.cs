namespace InspectorHub.Proofs.Fuzzing;

/// <summary>A request.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Path">With its query, encoded.</param>
/// <param name="Body">JSON.</param>
/// <param name="Service">In whose name it is signed; null for a request that is not.</param>
/// <param name="Target">The operation, in services that have one path for all.</param>
internal sealed record RequestSeed(string Method, string Path, string Body, string? Service = null, string? Target = null);
