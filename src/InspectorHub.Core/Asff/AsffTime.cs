using InspectorHub.Common;

namespace InspectorHub.Asff;

/// <summary>Dates as ASFF writes them: RFC 3339 in UTC.</summary>
public static class AsffTime
{
    /// <summary>The last moment that has a date, in milliseconds since 1970.</summary>
    internal const long LastMillisecond = 253_402_300_799_999;

    /// <summary>What a date looks like, for messages.</summary>
    internal const string Example = "2026-08-07T09:30:00Z";

    /// <summary><c>2020-08-19T17:36:22.169Z</c>, as in the findings of Inspector Classic.</summary>
    public static string Milliseconds(DateTimeOffset time) => Rfc3339.Milliseconds(time);

    /// <summary><c>2023-03-01T08:04:10Z</c>, the fraction dropped, as in the findings of the new Inspector.</summary>
    public static string Seconds(DateTimeOffset time) => Rfc3339.Seconds(time);

    /// <summary>The moment that a text of the format names; null for none, and for what is no date. Without a zone it is in UTC.</summary>
    internal static DateTimeOffset? Read(string? text) => Rfc3339.Read(text);

    /// <summary>
    /// The first moment that Security Hub takes for newer than another; the last that there is, where there is none after it: then
    /// nothing is.
    /// </summary>
    internal static DateTimeOffset After(DateTimeOffset time) =>
        time.ToUnixTimeMilliseconds() < LastMillisecond
            ? time.AddMilliseconds(1)
            : DateTimeOffset.FromUnixTimeMilliseconds(LastMillisecond);

    /// <summary>A moment as text, to milliseconds where it has any; the text that names it already stays as it is.</summary>
    internal static string? Write(DateTimeOffset? time, string? text)
    {
        if (time is not { } moment) return null;
        if (Read(text) == moment) return text;
        return moment.UtcTicks % TimeSpan.TicksPerSecond == 0 ? Seconds(moment) : Milliseconds(moment);
    }
}
