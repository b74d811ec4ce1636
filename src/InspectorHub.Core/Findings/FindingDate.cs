using System.Globalization;
using System.Text.Json;

namespace InspectorHub.Findings;

/// <summary>
/// Dates in all the forms that findings come with: epoch seconds (APIs; milliseconds are told by their size), ISO 8601 with
/// <c>T</c> or a blank (CLI, reports), <c>Wed Sep 04 16:59:44.356 UTC 2024</c> and <c>Apr 1, 2022, 4:38:07 PM</c> (EventBridge),
/// <c>/Date(…)/</c> (ConvertTo-Json of Windows PowerShell). Without a zone it is UTC.
/// </summary>
internal static class FindingDate
{
    private const double MillisecondsFrom = 100_000_000_000;

    // The years 1 to 9999.
    private const double FirstMillisecond = -62_135_596_800_000, LastMillisecond = 253_402_300_799_999;

    // 2024-09-04
    private const int DayLength = 10;

    // 2024-09-04T16:59:44.3560000+00:00, and some more digits
    private const int IsoLength = 48;

    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;

    private static readonly string[] EventForms =
    [
        "ddd MMM dd HH:mm:ss.FFFFFFF 'UTC' yyyy",
        "ddd MMM dd HH:mm:ss.FFFFFFF 'GMT' yyyy",
        "ddd MMM dd HH:mm:ss.FFFFFFF 'Z' yyyy",
        "MMM d, yyyy, h:mm:ss tt",
        "MMM d, yyyy h:mm:ss tt",
    ];

    /// <summary>The date that the reader stands at; null for an empty text.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static DateTimeOffset? Date(this ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.Number => FromEpoch(json.GetDouble()),
        JsonTokenType.String => FromIso(ref json) ?? FromText(json.GetString()!),
        _ => throw new JsonException("A date is expected."),
    };

    // With a zone: without one the framework would take the machine's own. Nearly all dates come so, those of the CLI with a blank,
    // which JSON's own reading does not take: it is given a T there.
    private static DateTimeOffset? FromIso(ref Utf8JsonReader json)
    {
        if (json.HasValueSequence || json.ValueSpan is not { Length: > 16 and <= IsoLength } text || !HasZone(text)) return null;
        switch (text[DayLength])
        {
            case (byte)'T':
                return json.TryGetDateTimeOffset(out var date) ? date : null;
            case (byte)' ':
                Span<byte> quoted = stackalloc byte[text.Length + 2];
                text.CopyTo(quoted.Slice(1));
                (quoted[0], quoted[1 + DayLength], quoted[1 + text.Length]) = ((byte)'"', (byte)'T', (byte)'"');
                var again = new Utf8JsonReader(quoted);
                return again.Read() && again.TryGetDateTimeOffset(out date) ? date.ToUniversalTime() : null;
            default:
                return null;
        }
    }

    // Z or an offset after the time.
    private static bool HasZone(ReadOnlySpan<byte> text) =>
        text[text.Length - 1] == 'Z' || text.Slice(DayLength + 1).IndexOfAny((byte)'+', (byte)'-') > 0;

    private static DateTimeOffset FromEpoch(double value)
    {
        var milliseconds = Math.Abs(value) < MillisecondsFrom ? value * 1000 : value;
        return FromMilliseconds(milliseconds);
    }

    private static DateTimeOffset FromMilliseconds(double milliseconds) => milliseconds is > FirstMillisecond and < LastMillisecond
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(milliseconds))
        : throw new JsonException("A date is expected, not a number of that size.");

    private static DateTimeOffset? FromText(string text)
    {
        // Java writes a narrow no-break space before AM and PM.
        text = text.Replace('\u202f', ' ').Trim();
        if (text.Length == 0) return null;
        // What the CLI and reports write comes in numbers, and comes most.
        var isDigits = text[0] is >= '0' and <= '9';
        if (isDigits && text.Length > DayLength && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var date)) return date;
        if (!isDigits && DateTimeOffset.TryParseExact(text, EventForms, CultureInfo.InvariantCulture, Utc, out date)) return date;
        if (text.StartsWith("/Date(", StringComparison.Ordinal) &&
            long.TryParse(text.Substring(6).TrimEnd('/', ')'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out var epoch)) return FromMilliseconds(epoch);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return FromEpoch(number);
        // What else begins with a digit may have its day before its month, or after it: it is not for us to say.
        if (isDigits && text.Length == DayLength
            && DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out date)) return date;
        throw new JsonException($"A date is expected, not '{(text.Length <= 60 ? text : text.Substring(0, 60))}'.");
    }
}
