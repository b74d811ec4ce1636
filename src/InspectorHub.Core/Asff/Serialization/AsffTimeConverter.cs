using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectorHub.Asff.Serialization;

/// <summary>Reads a date as it is written, once it is known to be one.</summary>
internal sealed class AsffTimeConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw NoDate("it");
        var text = reader.GetString();
        // Blank texts are left out wherever the format has none.
        if (AsffText.IsBlank(text!)) return null;
        return AsffTime.Read(text) is null ? throw NoDate($"'{text}'") : text;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    // The words are the inner exception's: the reader adds the place to the outer one.
    private static JsonException NoDate(string value)
    {
        var words = $"{value} is no date; one such as {AsffTime.Example} is expected";
        return new JsonException(words, new FormatException(words));
    }
}
