namespace InspectorHub.Emulator.Http;

/// <summary>What came is not HTTP/1.1.</summary>
internal sealed class HttpSyntaxException(string message) : Exception(message);
