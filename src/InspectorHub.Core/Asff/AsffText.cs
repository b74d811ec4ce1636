using System.Globalization;

namespace InspectorHub.Asff;

/// <summary>Text cut to a limit the way Amazon Inspector does it.</summary>
public static class AsffText
{
    /// <summary>What Inspector puts at the end of a text it has cut (seen in the ASFF it sends for ECR images).</summary>
    public const string Mark = "...Truncated";

    /// <summary>
    /// Gives the text itself when it fits, else its beginning and <see cref="Mark"/>, together no longer than the limit. No
    /// user-perceived character is cut in two: surrogate pairs and combining sequences stay whole or go. Characters are
    /// UTF-16 units, so that the result fits whether the service counts those or code points.
    /// </summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        var mark = limit > Mark.Length ? Mark : "";
        return text.Substring(0, Boundary(text, limit - mark.Length)) + mark;
    }

    // The last start of a text element at or before the position. Elements are walked from a place that surely begins one:
    // finding it from the start of a text of 20,000 characters would be slow.
    private static int Boundary(string text, int position)
    {
        var start = position;
        while (start > 0 && !(text[start - 1] < 0x80 && text[start] is >= ' ' and < '\x7f')) start--;
        var elements = StringInfo.GetTextElementEnumerator(text, start);
        var boundary = start;
        while (elements.MoveNext() && elements.ElementIndex <= position) boundary = elements.ElementIndex;
        return boundary;
    }
}
