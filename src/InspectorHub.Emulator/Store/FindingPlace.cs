using System.Text.Json;

namespace InspectorHub.Emulator.Store;

/// <summary>Where a finding stands in a list.</summary>
/// <param name="row">Its row; 0 is before all.</param>
/// <param name="keys">What the list is in order of: texts and numbers; null of what has none.</param>
internal readonly struct FindingPlace(long row, params object?[] keys)
{
    public long Row => row;

    public IReadOnlyList<object?> Keys => keys ?? [];

    /// <summary>Whether it is before all.</summary>
    public bool IsStart => row == 0;

    /// <summary>As it is carried in a token: a JSON array of the row and the keys.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes<object?[]>([row, .. Keys]);

    /// <summary>What was carried; null where it is no place, or one in an order of other than so many keys.</summary>
    public static FindingPlace? Read(ReadOnlySpan<byte> bytes, int keys)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<JsonElement[]>(bytes);
            return parts?.Length == 1 + keys && parts[0].TryGetInt64(out var row) && row > 0
                ? new FindingPlace(row, [.. parts.Skip(1).Select(Key)])
                : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static object? Key(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => part.GetString(),
        _ => part.GetDouble(),
    };
}
