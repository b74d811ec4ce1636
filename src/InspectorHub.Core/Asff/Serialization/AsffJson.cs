using System.Text.Json;
using InspectorHub.Asff.Rules;
using InspectorHub.Json;

namespace InspectorHub.Asff.Serialization;

/// <summary>ASFF findings from and to JSON: compact, UTF-8, absent members left out, unknown members kept.</summary>
public static class AsffJson
{
    /// <summary>Reads one finding.</summary>
    /// <exception cref="JsonException">It is not JSON, or not UTF-8, or a member has another type than the format's.</exception>
    public static AsffFinding Parse(ReadOnlySpan<byte> utf8) =>
        !IsUtf8(utf8)
            ? throw new JsonException("The text is not UTF-8.")
            : JsonSerializer.Deserialize(utf8, AsffJsonContext.Default.AsffFinding)
                ?? throw new JsonException("An ASFF finding is expected, not null.");

    /// <summary>Reads one finding of a larger document.</summary>
    /// <exception cref="JsonException">A member has another type than the format's.</exception>
    public static AsffFinding Parse(JsonElement finding) =>
        finding.Deserialize(AsffJsonContext.Default.AsffFinding) ?? throw new JsonException("An ASFF finding is expected, not null.");

    // What is read of a member that the format does not have is not looked at before it is written again.
    private static bool IsUtf8(ReadOnlySpan<byte> text)
    {
#if NET
        return System.Text.Unicode.Utf8.IsValid(text);
#else
        try
        {
            var strict = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            _ = strict.GetCharCount(text.ToArray());
            return true;
        }
        catch (System.Text.DecoderFallbackException)
        {
            return false;
        }
#endif
    }

    /// <summary>Writes a finding as UTF-8.</summary>
    public static byte[] Serialize(AsffFinding finding) => CompactJson.Bytes(json => Write(json, finding));

    /// <summary>Writes a finding where a writer stands: alone, or as one of a list.</summary>
    public static void Write(Utf8JsonWriter json, AsffFinding finding) => AsffSchema.Finding.Write(json, finding);

    /// <summary>Writes a finding as text.</summary>
    public static string ToText(AsffFinding finding) => CompactJson.Text(json => Write(json, finding));
}
