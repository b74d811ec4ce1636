using System.Globalization;
using System.Text;
using System.Text.Json;
using InspectorHub.Common;

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

    /// <inheritdoc cref="CleanText.Of"/>
    public static string Clean(string text) => CleanText.Of(text);

    /// <inheritdoc cref="CleanText.IsClean"/>
    public static bool IsClean(string text) => CleanText.IsClean(text);

    /// <summary>Whether there is nothing to see: the format has no empty and no blank text.</summary>
    public static bool IsBlank(string text) => CleanText.IsBlank(text);

    /// <summary>The first text that has something to see.</summary>
    internal static string? First(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (text is not null && !IsBlank(text)) return text;
        }

        return null;
    }

    /// <summary>Characters as the service's validator counts them: code points.</summary>
    public static int Length(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1])) length--;
        }

        return length;
    }

    /// <summary>
    /// The JSON text or name that a reader stands at; one that is no valid Unicode (half a surrogate pair) as far as it can be read.
    /// </summary>
    internal static string Of(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(json.ValueSpan.ToArray());
        }
    }

    /// <summary>Whether bytes and characters are the same.</summary>
    internal static bool IsAscii(ReadOnlySpan<byte> utf8)
    {
#if NET
        return Ascii.IsValid(utf8);
#else
        foreach (var value in utf8)
        {
            if (value >= 0x80) return false;
        }

        return true;
#endif
    }

    // The last start of a text element at or before the position. Elements are walked from a place that surely begins one:
    // finding it from the start of a text of 20,000 characters would be slow.
    private static int Boundary(string text, int position)
    {
        var start = position;
        while (start > 0 && !(text[start - 1] < 0x80 && text[start] is >= ' ' and < '\x7f')) start--;
        // Not the enumerator's own start index: whether ElementIndex counts from it or from the text's beginning differs between runtimes.
        var elements = StringInfo.GetTextElementEnumerator(text.Substring(start));
        var boundary = start;
        while (elements.MoveNext() && start + elements.ElementIndex <= position) boundary = start + elements.ElementIndex;
        return boundary;
    }
}
