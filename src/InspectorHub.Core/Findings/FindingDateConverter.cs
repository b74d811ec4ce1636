using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InspectorHub.Findings;

/// <summary>
/// Dates in all the forms that findings come with: epoch seconds (APIs; milliseconds are told by their size), ISO 8601 with
/// <c>T</c> or a blank (CLI, reports), <c>Wed Sep 04 16:59:44.356 UTC 2024</c> and <c>Apr 1, 2022, 4:38:07 PM</c> (EventBridge),
/// <c>/Date(…)/</c> (ConvertTo-Json of Windows PowerShell). Without a zone it is UTC. Written as ISO 8601 in UTC.
/// </summary>
internal sealed class FindingDateConverter : JsonConverter<DateTimeOffset?>
{
    private const double MillisecondsFrom = 100_000_000_000;

    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;

    private static readonly string[] EventForms =
    [
        "ddd MMM dd HH:mm:ss.FFFFFFF 'UTC' yyyy",
        "ddd MMM dd HH:mm:ss.FFFFFFF 'GMT' yyyy",
        "ddd MMM dd HH:mm:ss.FFFFFFF 'Z' yyyy",
        "MMM d, yyyy, h:mm:ss tt",
        "MMM d, yyyy h:mm:ss tt",
    ];

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number => FromEpoch(reader.GetDouble()),
        JsonTokenType.String when HasZone(ref reader) && reader.TryGetDateTimeOffset(out var date) => date,
        JsonTokenType.String => FromText(reader.GetString()!),
        _ => throw new JsonException("A date is expected."),
    };

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } date) writer.WriteStringValue(date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        else writer.WriteNullValue();
    }

    // Z or an offset after the time: without one the framework would take the machine's own zone.
    private static bool HasZone(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence) return false;
        var text = reader.ValueSpan;
        return text.Length > 16 && text[10] == 'T' && (text[text.Length - 1] == 'Z' || text.Slice(11).IndexOfAny((byte)'+', (byte)'-') > 0);
    }

    private static DateTimeOffset FromEpoch(double value)
    {
        var milliseconds = Math.Abs(value) < MillisecondsFrom ? value * 1000 : value;
        if (!(Math.Abs(milliseconds) < 253_402_300_800_000)) throw new JsonException("A date is expected, not a number of that size.");
        return DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(milliseconds));
    }

    private static DateTimeOffset? FromText(string text)
    {
        // Java writes a narrow no-break space before AM and PM.
        text = text.Replace('\u202f', ' ').Trim();
        if (text.Length == 0) return null;
        if (DateTimeOffset.TryParseExact(text, EventForms, CultureInfo.InvariantCulture, Utc, out var date)) return date;
        if (text.StartsWith("/Date(", StringComparison.Ordinal) &&
            long.TryParse(text.Substring(6).TrimEnd('/', ')'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var epoch)) return DateTimeOffset.FromUnixTimeMilliseconds(epoch);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return FromEpoch(number);
        if (text[0] is >= '0' and <= '9' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out date)) return date;
        throw new JsonException($"A date is expected, not '{(text.Length <= 60 ? text : text.Substring(0, 60))}'.");
    }
}
