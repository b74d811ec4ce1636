using System.Text;

namespace InspectorHub.Emulator.Filters;

/// <summary>
/// Texts of which what is looked at must have one, or an attribute cannot match: nearly all findings that do not match are told by
/// these bytes, without being parsed.
/// </summary>
internal sealed class Needles
{
    private readonly byte[][] needles;
    private readonly bool areWords;

    /// <param name="texts">The texts, as they stand in JSON.</param>
    /// <param name="areWords">Nothing but whole words count.</param>
    public Needles(IEnumerable<string> texts, bool areWords = false)
    {
        needles = [.. texts.Select(Encoding.UTF8.GetBytes)];
        this.areWords = areWords;
    }

    /// <summary>Whether texts stand in JSON as they are: without what has to be escaped.</summary>
    public static bool ArePlain(IEnumerable<string> texts) =>
        texts.All(text => text.All(letter => letter >= ' ' && letter is not ('"' or '\\')));

    /// <summary>
    /// Whether one of them may be there. Where a letter may be written as an escape that it does not need, anything may.
    /// </summary>
    public bool MayBeIn(ReadOnlySpan<byte> json)
    {
        foreach (var needle in needles)
        {
            if (areWords ? HasWord(json, needle) : json.IndexOf(needle) >= 0) return true;
        }

        return json.IndexOf((byte)'\\') >= 0 && (json.IndexOf("\\u"u8) >= 0 || json.IndexOf("\\/"u8) >= 0);
    }

    private static bool HasWord(ReadOnlySpan<byte> json, byte[] word)
    {
        for (var from = 0; json.Slice(from).IndexOf(word) is >= 0 and var found; from += found + 1)
        {
            var (start, end) = (from + found, from + found + word.Length);
            // What is before may be the letter of an escape: \n is no part of the word.
            var begins = start < 2 || !IsLetterOrDigit(json[start - 1]) || json[start - 2] == '\\';
            if (begins && (end == json.Length || !IsLetterOrDigit(json[end]))) return true;
        }

        return false;
    }

    // Of ASCII's; whatever else there is may be none.
    private static bool IsLetterOrDigit(byte letter) =>
        letter is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z');
}
