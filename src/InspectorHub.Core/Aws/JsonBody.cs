using System.Text.Json;

namespace InspectorHub.Aws;

/// <summary>Small JSON documents of requests and replies.</summary>
internal static class JsonBody
{
    /// <summary>An object as UTF-8.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> writeMembers)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>A text member; null where it is absent, null or empty.</summary>
    public static string? Text(this JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty(member, out var value)
            && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
