using System.Text.RegularExpressions;

namespace InspectorHub.Emulator;

/// <summary>Patterns with <c>*</c> and <c>?</c>, case-insensitive as everywhere in PowerShell.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string text) =>
        pattern == "*" ||
        Regex.IsMatch(
            text,
            "^" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + "$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline,
            TimeSpan.FromSeconds(1));
}
