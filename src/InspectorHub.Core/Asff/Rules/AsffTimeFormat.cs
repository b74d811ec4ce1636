using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using InspectorHub.Common;

namespace InspectorHub.Asff.Rules;

/// <summary>
/// Dates as Security Hub takes them: of a pattern, and on a day that there is. Source: Security Hub API, "Timestamp formats".
/// </summary>
internal sealed class AsffTimeFormat() : AsffFormat("date-time")
{
    private const string Pattern =
        @"^([0-9]{4})-[0-1]([0-9])-[0-3]([0-9])[Tt](?:[0-2]([0-9]):[0-5]([0-9]):[0-5]([0-9])|23:59:60)" +
        @"(?:\.[0-9]{1,9})?(?:[Zz]|[+-](?:(0[0-9]|1[0-7])(?::?([0-5][0-9]))?|18(?::?00)?))$";

    private const string Day = "yyyy-MM-dd";
    private const int HourStart = 11;

    private static readonly Regex Whole = new(
        Pattern.TrimEnd('$') + @"\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    public override void Check(string text, AsffCheck check)
    {
        if (!Whole.IsMatch(text)) check.Pattern(Pattern, text);
        else if (!IsThere(text)) check.Format(Name, text);
    }

    /// <summary>Nearly every time: of a day that each month has, in UTC, and of a year that there is, from 100 on.</summary>
    [MethodImpl(Hot.Path)]
    public override bool IsPlain(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is < 20 or > 30 || utf8[4] != '-' || utf8[7] != '-' || utf8[10] != 'T' || utf8[13] != ':' || utf8[16] != ':'
            || utf8[utf8.Length - 1] != 'Z' || Number(utf8, 0) < 1 || Number(utf8, 2) < 0 || Number(utf8, 5) is < 1 or > 12
            || Number(utf8, 8) is < 1 or > 28 || Number(utf8, 11) is < 0 or > 23 || Number(utf8, 14) is < 0 or > 59
            || Number(utf8, 17) is < 0 or > 59) return false;
        if (utf8.Length == 20) return true;
        if (utf8.Length == 21 || utf8[19] != '.') return false;
        foreach (var digit in utf8.Slice(20, utf8.Length - 21))
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
        }

        return true;
    }

    private static int Number(ReadOnlySpan<byte> utf8, int start)
    {
        var (tens, ones) = (utf8[start] - '0', utf8[start + 1] - '0');
        return tens is < 0 or > 9 || ones is < 0 or > 9 ? -1 : (10 * tens) + ones;
    }

    // The pattern, which is the service's own, lets month 13 pass, and 30 February, and hour 29.
    private static bool IsThere(string text) =>
        DateTime.TryParseExact(text.Substring(0, Day.Length), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) &&
        string.CompareOrdinal(text, HourStart, "24", 0, 2) < 0;
}
