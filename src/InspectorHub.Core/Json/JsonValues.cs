using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using InspectorHub.Common;

namespace InspectorHub.Json;

/// <summary>Values as documents have them, read leniently where the meaning is plain: numbers may be texts, lists may have nulls.</summary>
internal static class JsonValues
{
    private static readonly JsonItemReader<string> OneText = static (ref json) => json.Text();

    public static string Text(this ref Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.String ? json.Clean() : throw new JsonException("A text is expected.");

    /// <summary>The text or the name that the reader stands at, without what people should not be shown.</summary>
    public static string Clean(this ref Utf8JsonReader json)
    {
#if NET
        // Most text is printable ASCII: seen from its bytes, nothing of it needs another look.
        if (json is { ValueIsEscaped: false, HasValueSequence: false } && KnownTexts.Of(json.ValueSpan) is { } plain) return plain;
#endif
        return CleanText.Of(json.GetString()!);
    }

    /// <summary>A word, or what PowerShell's ConvertTo-Json makes of a severity: an object with its label.</summary>
    public static string? Label(this ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject) return json.Text();
        string? label = null;
        var found = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isLabel = string.Equals(json.GetString(), "Label", StringComparison.OrdinalIgnoreCase);
            json.Read();
            found |= isLabel;
            if (isLabel && json.TokenType == JsonTokenType.String) label = json.Text();
            else if (!json.TrySkip()) break;
        }

        return found ? label : throw new JsonException("A text is expected.");
    }

    public static double Number(this ref Utf8JsonReader json)
    {
        var isNumber = json.TokenType == JsonTokenType.Number
            ? json.TryGetDouble(out var number)
            : double.TryParse(json.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        // 1e999 reads as infinity, which no JSON can say again.
        return isNumber && Math.Abs(number) <= double.MaxValue ? number : throw new JsonException("A number is expected.");
    }

    public static long Long(this ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number)) return number;
        var value = json.Number();
        return value is >= long.MinValue and < long.MaxValue && Math.Floor(value) == value
            ? (long)value
            : throw new JsonException("A whole number is expected.");
    }

    public static int Int(this ref Utf8JsonReader json) =>
        json.Long() is var number and >= int.MinValue and <= int.MaxValue
            ? (int)number
            : throw new JsonException("A smaller number is expected.");

    public static bool Flag(this ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String when Utf8Parser.TryParse(json.ValueSpan, out bool flag, out var length) && length == json.ValueSpan.Length =>
            flag,
        _ => throw new JsonException("True or false is expected."),
    };

    public static ItemList<string> Texts(this ref Utf8JsonReader json) => json.List(OneText);

    public static TextMap Map(this ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject) throw new JsonException("An object is expected.");
        var map = new TextMap();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.Clean();
            json.Read();
            if (json.TokenType != JsonTokenType.Null) map[key] = json.Text();
        }

        return map;
    }

    public static ItemList<T> List<T>(this ref Utf8JsonReader json, JsonObjectReader<T> reader)
        where T : class => json.List(reader.Item);

    private static ItemList<T> List<T>(this ref Utf8JsonReader json, JsonItemReader<T> item)
    {
        if (json.TokenType != JsonTokenType.StartArray) throw new JsonException("A list is expected.");
        var list = new ItemList<T>();
        try
        {
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (json.TokenType != JsonTokenType.Null) list.Add(item(ref json));
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            throw JsonPath.Within($"[{list.Count}]", failure);
        }

        return list;
    }
}
