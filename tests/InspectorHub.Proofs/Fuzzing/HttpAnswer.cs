namespace InspectorHub.Proofs.Fuzzing;

/// <summary>An answer.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Headers">Its head, line by line.</param>
/// <param name="Body">Whole.</param>
internal sealed record HttpAnswer(int Status, string Headers, byte[] Body);
