namespace InspectorHub.Json;

/// <summary>
/// Reads the element that a text begins with and gives its length in bytes; 0 where the text ends before it, or it is not read.
/// </summary>
internal delegate int JsonElementReader(ReadOnlySpan<byte> text);
