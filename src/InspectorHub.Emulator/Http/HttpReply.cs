using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace InspectorHub.Emulator.Http;

/// <summary>What goes back.</summary>
internal sealed record HttpReply(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions RelaxedText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>No reply: the connection is reset under the client's feet.</summary>
    public static HttpReply Reset { get; } = new(0, "", default);

    /// <summary>Headers beside Content-Type and Content-Length.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>A JSON object.</summary>
    public static HttpReply Json(JsonObject body, int status = 200) =>
        new(status, "application/json", Encoding.UTF8.GetBytes(body.ToJsonString(RelaxedText)));

    /// <summary>A JSON object, its members written by the caller.</summary>
    public static HttpReply Json(Action<Utf8JsonWriter> members, int status = 200)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return new HttpReply(status, "application/json", buffer.ToArray());
    }
}
