using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectorHub.Emulator.Inspector;

/// <summary>Dates as the Inspector APIs write them: seconds since 1970, with a fraction.</summary>
internal sealed class EpochDateConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } date) writer.WriteNumberValue(date.ToUnixTimeMilliseconds() / 1000m);
        else writer.WriteNullValue();
    }
}
