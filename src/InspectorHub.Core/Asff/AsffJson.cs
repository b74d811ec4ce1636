using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace InspectorHub.Asff;

/// <summary>ASFF findings from and to JSON: compact, UTF-8, absent members left out, unknown members kept.</summary>
public static class AsffJson
{
    // ASFF goes over the wire as UTF-8 and is counted in bytes: escaping other scripts would only make it larger.
    private static readonly JsonTypeInfo<AsffFinding> Finding =
        new AsffJsonContext(new JsonSerializerOptions(AsffJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            .AsffFinding;

    /// <summary>Reads one finding.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member has another type than the format's.</exception>
    public static AsffFinding Parse(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Finding) ?? throw new JsonException("An ASFF finding is expected, not null.");

    /// <summary>Reads one finding of a larger document.</summary>
    /// <exception cref="JsonException">A member has another type than the format's.</exception>
    public static AsffFinding Parse(JsonElement finding) =>
        finding.Deserialize(Finding) ?? throw new JsonException("An ASFF finding is expected, not null.");

    /// <summary>Writes a finding as UTF-8.</summary>
    public static byte[] Serialize(AsffFinding finding) => JsonSerializer.SerializeToUtf8Bytes(finding, Finding);

    /// <summary>Writes a finding as UTF-8 to a buffer.</summary>
    public static void Write(IBufferWriter<byte> buffer, AsffFinding finding)
    {
        // The serializer writes valid JSON: it need not be watched.
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        JsonSerializer.Serialize(writer, finding, Finding);
    }

    /// <summary>Writes a finding as text.</summary>
    public static string ToText(AsffFinding finding) => Encoding.UTF8.GetString(Serialize(finding));
}
