using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectorHub.Asff.Serialization;

/// <summary>
/// JSON that the format leaves free, as values that anybody can look into: maps and lists, texts, numbers, true and false. A
/// <see cref="JsonElement"/> says nothing to those who print it, or write it as JSON with means of their own.
/// </summary>
internal sealed class AsffFreeJson : JsonConverter<object?>
{
    /// <summary>The values of an element.</summary>
    public static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => MapOf(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Of).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => NumberOf(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>Writes values, also those that somebody has put there; what JSON has no kind for as its text.</summary>
    public static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when !double.IsNaN(number) && !double.IsInfinity(number):
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case IDictionary map:
                WriteMap(json, map);
                break;
            case IEnumerable list:
                json.WriteStartArray();
                foreach (var item in list) WriteValue(json, item);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter json, IDictionary map)
    {
        json.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            json.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!);
            WriteValue(json, entry.Value);
        }

        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Of(document.RootElement);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options) => WriteValue(writer, value);

    /// <summary>Values as text on one line, for those who look at them.</summary>
    public static string TextOf(object? value)
    {
        if (value == null) return "";
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory)) WriteValue(json, value);
        return Encoding.UTF8.GetString(memory.ToArray());
    }

    // A number that none of the usual kinds holds as it was written stays what it was.
    private static object NumberOf(JsonElement element)
    {
        if (element.TryGetInt64(out var whole)) return whole;
        var text = element.GetRawText();
        if (element.TryGetDecimal(out var exact) && exact.ToString(CultureInfo.InvariantCulture) == text) return exact;
        var number = element.GetDouble();
        return number.ToString("R", CultureInfo.InvariantCulture) == text ? number : element.Clone();
    }

    private static Dictionary<string, object?> MapOf(JsonElement element)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject()) map[member.Name] = Of(member.Value);
        return map;
    }
}
