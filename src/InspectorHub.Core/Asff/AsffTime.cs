using System.Globalization;

namespace InspectorHub.Asff;

/// <summary>Dates as ASFF writes them: RFC 3339 in UTC.</summary>
public static class AsffTime
{
    /// <summary>What a date looks like, for messages.</summary>
    internal const string Example = "2026-08-07T09:30:00Z";

    private const int LengthToSeconds = 20;
    private const int LengthToMilliseconds = 24;

    /// <summary><c>2020-08-19T17:36:22.169Z</c>, as in the findings of Inspector Classic.</summary>
    public static string Milliseconds(DateTimeOffset time) => Text(time.UtcDateTime, LengthToMilliseconds);

    /// <summary><c>2023-03-01T08:04:10Z</c>, the fraction dropped, as in the findings of the new Inspector.</summary>
    public static string Seconds(DateTimeOffset time) => Text(time.UtcDateTime, LengthToSeconds);

    /// <summary>The moment that a text of the format names; null for none, and for what is no date. Without a zone it is in UTC.</summary>
    internal static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>A moment as text, to milliseconds where it has any; the text that names it already stays as it is.</summary>
    internal static string? Write(DateTimeOffset? time, string? text)
    {
        if (time is not { } moment) return null;
        if (Read(text) == moment) return text;
        return moment.UtcTicks % TimeSpan.TicksPerSecond == 0 ? Seconds(moment) : Milliseconds(moment);
    }

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
