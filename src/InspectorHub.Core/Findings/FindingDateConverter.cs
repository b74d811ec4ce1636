using System.Text.Json;
using System.Text.Json.Serialization;
using InspectorHub.Common;

namespace InspectorHub.Findings;

/// <summary>Dates in every form that findings come with; written as ISO 8601 in UTC.</summary>
internal sealed class FindingDateConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.Date();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } date) writer.WriteStringValue(Rfc3339.Milliseconds(date));
        else writer.WriteNullValue();
    }
}
