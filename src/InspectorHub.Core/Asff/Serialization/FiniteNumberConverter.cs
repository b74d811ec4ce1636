using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectorHub.Asff.Serialization;

/// <summary>Numbers, also as texts, but none that is beyond all numbers: <c>1e999</c> reads as infinity, which no JSON can say.</summary>
internal sealed class FiniteNumberConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var isNumber = reader.TokenType == JsonTokenType.String
            ? double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            : reader.TryGetDouble(out number);
        return isNumber && Math.Abs(number) <= double.MaxValue
            ? number
            : throw new JsonException("A number is expected, and one that can be counted to.");
    }

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
