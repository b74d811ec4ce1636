using System.Globalization;

namespace InspectorHub.Common;

/// <summary>Moments as AWS writes and reads them: RFC 3339 in UTC.</summary>
internal static class Rfc3339
{
    private const string Format = "O";
    private const int Length = 28;
    private const int LengthToSeconds = 19;
    private const int LengthToMilliseconds = 23;

    /// <summary><c>2023-03-01T08:04:10Z</c>, the fraction dropped.</summary>
    public static string Seconds(DateTimeOffset time) => Text(time.UtcDateTime, LengthToSeconds);

    /// <summary><c>2020-08-19T17:36:22.169Z</c>.</summary>
    public static string Milliseconds(DateTimeOffset time) => Text(time.UtcDateTime, LengthToMilliseconds);

    /// <summary>To the last digit, for what is read back by ourselves.</summary>
    public static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The moment that a text names; null for none, and for what is no date. Without a zone it is in UTC.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    // A finding has half a dozen dates: cut from the whole one they cost a fraction of what a custom format does.
    private static string Text(DateTime time, int length)
    {
        Span<char> text = stackalloc char[Length];
#if NET
        time.TryFormat(text, out _, Format, CultureInfo.InvariantCulture);
#else
        time.ToString(Format, CultureInfo.InvariantCulture).AsSpan().CopyTo(text);
#endif
        text[length] = 'Z';
        return text.Slice(0, length + 1).ToString();
    }
}
