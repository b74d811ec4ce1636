using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using InspectorHub.Common;

namespace InspectorHub.Emulator.Filters;

/// <summary>Timestamps as Security Hub reads and keeps them. Source: Security Hub API reference, timestamps.</summary>
internal static class FindingTime
{
    private static readonly Regex Finer = new(
        @"(?<milliseconds>\.\d{3})\d+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    // 2025-01-01T00:00:00.000Z: nothing shorter is finer.
    private const int Milliseconds = 24;
    private const int MostOffsetHours = 18;

    /// <summary>
    /// The time that a text names, to the millisecond; null when it is no timestamp of the format or no day of the calendar. An
    /// offset may be larger than .NET's own parser takes, and a leap second counts as the second after.
    /// </summary>
    [MethodImpl(Hot.Path)]
    public static DateTimeOffset? Parse(string? text)
    {
        if (
            text is not { Length: >= 20 }
                || text[4] != '-'
                || text[7] != '-'
                || text[10] is not ('T' or 't')
                || text[13] != ':'
                || text[16] != ':')
            return null;
        if (
            Digits(text, 0, 4) is not ({ } year and > 0)
                || Digits(text, 5, 2) is not ({ } month and > 0 and <= 12)
                || Digits(text, 8, 2) is not ({ } day and > 0))
            return null;
        if (
            Digits(text, 11, 2) is not ({ } hour and < 24)
                || Digits(text, 14, 2) is not ({ } minute and < 60)
                || Digits(text, 17, 2) is not ({ } second and <= 60))
            return null;
        if (day > DateTime.DaysInMonth(year, month)) return null;
        var position = 19;
        if (Fraction(text, ref position) is not { } milliseconds || Offset(text, position) is not { } offset) return null;
        var local = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).AddSeconds(second).AddMilliseconds(milliseconds);
        var ticks = local.Ticks - offset.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    /// <summary>
    /// What is finer than a millisecond falls off: <c>…123456789Z</c> becomes <c>.123Z</c>. Source: Security Hub API
    /// reference.
    /// </summary>
    public static string ToMilliseconds(string text) => text.Length <= Milliseconds ? text : Finer.Replace(text, "${milliseconds}");

    private static int? Digits(string text, int start, int count)
    {
        if (start + count > text.Length) return null;
        var number = 0;
        for (var index = start; index < start + count; index++)
        {
            if (text[index] is < '0' or > '9') return null;
            number = (number * 10) + (text[index] - '0');
        }

        return number;
    }

    private static int? Fraction(string text, ref int position)
    {
        if (text[position] != '.') return 0;
        var start = ++position;
        var milliseconds = 0;
        for (; position < text.Length && text[position] is >= '0' and <= '9'; position++)
        {
            if (position - start < 3) milliseconds = (milliseconds * 10) + (text[position] - '0');
        }

        var count = position - start;
        if (count is 0 or > 9) return null;
        for (; count < 3; count++) milliseconds *= 10;
        return milliseconds;
    }

    private static TimeSpan? Offset(string text, int position)
    {
        if (position >= text.Length) return null;
        if (text[position] is 'Z' or 'z') return position == text.Length - 1 ? TimeSpan.Zero : null;
        if (text[position] is not ('+' or '-') || Digits(text, position + 1, 2) is not { } hours) return null;
        var minutes = 0;
        if (text.Length > position + 3)
        {
            var colon = text[position + 3] == ':' ? 1 : 0;
            if (text.Length != position + 5 + colon || Digits(text, position + 3 + colon, 2) is not ({ } given and < 60)) return null;
            minutes = given;
        }

        if ((hours * 60) + minutes > MostOffsetHours * 60) return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return text[position] == '-' ? -offset : offset;
    }
}
