using System.Text.Json;

namespace InspectorHub.Json;

/// <summary>Where in a document something is wrong, put together from the inside out.</summary>
internal static class JsonPath
{
    /// <summary>The failure of a value within a member (<c>name</c>) or an element (<c>[3]</c>).</summary>
    public static JsonException Within(string step, Exception failure)
    {
        var inner = (failure as JsonException)?.Path;
        var path = inner is null ? step : inner[0] == '[' ? step + inner : $"{step}.{inner}";
        return new JsonException(failure.Message, path, null, null, failure);
    }
}
