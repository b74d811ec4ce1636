using System.Globalization;
using System.Text.RegularExpressions;

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

    // The pattern, which is the service's own, lets month 13 pass, and 30 February, and hour 29.
    private static bool IsThere(string text) =>
        DateTime.TryParseExact(text.Substring(0, Day.Length), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) &&
        string.CompareOrdinal(text, HourStart, "24", 0, 2) < 0;
}
