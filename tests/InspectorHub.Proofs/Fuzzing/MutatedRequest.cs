namespace InspectorHub.Proofs.Fuzzing;

/// <summary>What goes over the wire.</summary>
/// <param name="Bytes">Head and body.</param>
/// <param name="IsWhole">Whether it is HTTP, and has to be answered.</param>
/// <param name="Method">Of the request.</param>
internal sealed record MutatedRequest(byte[] Bytes, bool IsWhole, string Method);
