namespace InspectorHub.Emulator;

/// <summary>What a seed has brought.</summary>
/// <param name="Inspector">Findings that Inspector or Inspector Classic now reports.</param>
/// <param name="SecurityHub">Findings that Security Hub now holds.</param>
public sealed record SeededFindings(int Inspector, int SecurityHub);
