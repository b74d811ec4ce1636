using System.Globalization;

namespace InspectorHub.Common;

/// <summary>Moments as AWS writes and reads them: RFC 3339 in UTC.</summary>
internal static class Rfc3339
{
    private const int LengthToSeconds = 20;
    private const int LengthToMilliseconds = 24;

    /// <summary><c>2023-03-01T08:04:10Z</c>, the fraction dropped.</summary>
    public static string Seconds(DateTimeOffset time) => Text(time.UtcDateTime, LengthToSeconds);

    /// <summary><c>2020-08-19T17:36:22.169Z</c>.</summary>
    public static string Milliseconds(DateTimeOffset time) => Text(time.UtcDateTime, LengthToMilliseconds);

    /// <summary>To the last digit, for what is read back by ourselves.</summary>
    public static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The moment that a text names; null for none, and for what is no date. Without a zone it is in UTC.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    // A finding has half a dozen dates: digit by digit they cost a fraction of what a custom format does.
    private static string Text(DateTime time, int length)
    {
        Span<char> text = stackalloc char[LengthToMilliseconds];
        Digits(text, 0, 4, time.Year, '-');
        Digits(text, 5, 2, time.Month, '-');
        Digits(text, 8, 2, time.Day, 'T');
        Digits(text, 11, 2, time.Hour, ':');
        Digits(text, 14, 2, time.Minute, ':');
        Digits(text, 17, 2, time.Second, length == LengthToSeconds ? 'Z' : '.');
        if (length == LengthToMilliseconds) Digits(text, 20, 3, time.Millisecond, 'Z');
        return text.Slice(0, length).ToString();
    }

    private static void Digits(Span<char> text, int start, int count, int number, char end)
    {
        for (var position = start + count - 1; position >= start; position--, number /= 10) text[position] = (char)('0' + (number % 10));
        text[start + count] = end;
    }
}
