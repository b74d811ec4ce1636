namespace InspectorHub.Aws;

/// <summary>A page of findings as the service wrote it; a <c>FindingReader</c> reads it as it reads files.</summary>
/// <param name="Json">The reply, UTF-8.</param>
/// <param name="NextToken">Asks for the next page; null after the last.</param>
public sealed record InspectorPage(byte[] Json, string? NextToken);
