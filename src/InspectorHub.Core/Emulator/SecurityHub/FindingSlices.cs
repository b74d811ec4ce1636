using System.Text.Json;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>The findings of an import, each with the bytes it had on the wire: its size is counted there.</summary>
internal static class FindingSlices
{
    /// <exception cref="ServiceError">400: no object with a list of findings.</exception>
    public static List<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body.Span);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
            List<ReadOnlyMemory<byte>>? findings = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isList = reader.ValueTextEquals("Findings"u8);
                reader.Read();
                if (isList && reader.TokenType == JsonTokenType.StartArray) findings = Items(ref reader, body);
                else reader.Skip();
            }

            return findings ?? throw new ServiceError(400, "InvalidInputException", "Invalid parameter 'Findings'. data should have required property 'Findings'");
        }
        catch (JsonException)
        {
            throw new ServiceError(400, "SerializationException", "The body is not a JSON object.");
        }
    }

    private static List<ReadOnlyMemory<byte>> Items(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        List<ReadOnlyMemory<byte>> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add(body.Slice(start, (int)reader.BytesConsumed - start));
        }

        return items;
    }
}
