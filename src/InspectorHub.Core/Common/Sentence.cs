namespace InspectorHub.Common;

/// <summary>Words of others that words of ours follow.</summary>
internal static class Sentence
{
    /// <summary>The text with the full stop that it lacks.</summary>
    public static string Ended(string text)
    {
        var words = text.TrimEnd();
        return words.Length == 0 || words[words.Length - 1] is '.' or '!' or '?' or '…' or ':' ? words : words + ".";
    }
}
