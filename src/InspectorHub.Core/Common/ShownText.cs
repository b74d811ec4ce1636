using System.Text.RegularExpressions;

namespace InspectorHub.Common;

/// <summary>
/// What may be shown and stored of texts that come from elsewhere: addresses without the user and password in them, and no more than
/// a line of what a service, or something in its place, has answered, with nothing in it that a terminal obeys.
/// </summary>
public static class ShownText
{
    private const int Longest = 1000;

    // https://user:password@host
    private static readonly Regex UserInfo = new(
        @"(?<=://)[^/?#\s@""']*(?:@[^/?#\s@""']*)*@", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    // The host of an address that was cut, or what would have been its user and password.
    private static readonly Regex CutAddress = new(@"(?<=://)[^/?#\s""']*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>
    /// A text without the users and passwords of the addresses in it and on one line, cut where it is longer than anybody reads; what is
    /// no character to be seen is a blank.
    /// </summary>
    public static string Of(string text)
    {
        var shown = text.Length <= Longest ? text : text.Substring(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest);
        // Before characters are replaced, so that one within a password does not end it.
        if (shown.Contains("://"))
        {
            shown = UserInfo.Replace(shown, "");
            if (text.Length > Longest) shown = CutAddress.Replace(shown, "");
        }

        shown = CleanText.OneLine(shown).Replace('\t', ' ');
        return text.Length <= Longest ? shown : $"{shown}… (of {text.Length} characters)";
    }

    /// <summary>The first line of a text that somebody else has written.</summary>
    public static string FirstLineOf(string text)
    {
        var line = text.TrimStart();
        var end = line.IndexOfAny(['\r', '\n']);
        return Of(end < 0 ? line : line.Substring(0, end).TrimEnd());
    }

    /// <summary>Whether an exception and its causes hold nothing that may not be shown.</summary>
    public static bool IsShowable(Exception? failure) =>
        failure is null
            || (
                CleanText.IsClean(failure.Message)
                    && !UserInfo.IsMatch(failure.Message.Length > Longest ? failure.Message.Substring(0, Longest) : failure.Message)
                    && failure.Message.Length <= Longest
                    && IsShowable(failure.InnerException));
}
