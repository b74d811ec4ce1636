using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectorHub.Common;

/// <summary>Severities as Inspector's products write them: their word.</summary>
internal sealed class SeverityConverter : JsonConverter<Severity>
{
    public override Severity? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Severity.Of(reader.GetString());

    public override void Write(Utf8JsonWriter writer, Severity value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Label);
}
