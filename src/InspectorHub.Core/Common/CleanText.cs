namespace InspectorHub.Common;

/// <summary>
/// Text from elsewhere that is to be read by people: whoever writes a finding may put sequences into it that a terminal obeys. They
/// are of control characters, and without those they are text.
/// </summary>
public static class CleanText
{
    /// <summary>
    /// The text without what JSON or the console cannot carry: half a surrogate pair becomes U+FFFD, a control character
    /// other than tab and line end a blank.
    /// </summary>
    public static string Of(string text)
    {
        if (IsClean(text)) return text;
        var clean = text.ToCharArray();
        for (var i = 0; i < clean.Length; i++)
        {
            if (char.IsHighSurrogate(clean[i]) && i + 1 < clean.Length && char.IsLowSurrogate(clean[i + 1])) i++;
            else if (char.IsSurrogate(clean[i])) clean[i] = '\uFFFD';
            else if (IsControl(clean[i])) clean[i] = ' ';
        }

        return new string(clean);
    }

    /// <summary>The same on one line: a line end in what is quoted would begin a message of its own.</summary>
    public static string OneLine(string text) => Of(text).Replace("\r\n", " ").Replace('\r', ' ').Replace('\n', ' ');

    /// <summary>Whether there is nothing to see.</summary>
    internal static bool IsBlank(string text)
    {
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character) && !char.IsControl(character) && character != '\uFEFF') return false;
        }

        return true;
    }

    /// <summary>Whether <see cref="Of"/> would give back the text itself.</summary>
    public static bool IsClean(string text)
    {
        var first = 0;
#if NET
        // Most text is plain: that much is passed over many characters at a time.
        first = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        if (first < 0) return true;
#endif
        for (var i = first; i < text.Length; i++)
        {
            var character = text[i];
            if (character is >= ' ' and < '\x7f') continue;
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(character) || IsControl(character)) return false;
        }

        return true;
    }

    private static bool IsControl(char character) => char.IsControl(character) && character is not ('\t' or '\n' or '\r');
}
