using System.Runtime.InteropServices;

namespace InspectorHub.Json;

/// <summary>
/// The beginning of a member: its name, the colon and the first byte of its value, which are looked at together, again when they are not
/// all there yet.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct JsonMemberStart
{
    private JsonMemberStart(JsonValueScan.Outcome outcome, string? mistake = null)
    {
        Outcome = outcome;
        Mistake = mistake;
        Name = default;
        Value = 0;
    }

    private JsonMemberStart(ReadOnlySpan<byte> name, int value)
    {
        Outcome = JsonValueScan.Outcome.Complete;
        Mistake = null;
        Name = name;
        Value = value;
    }

    public JsonValueScan.Outcome Outcome { get; }

    /// <summary>What is wrong, where something is.</summary>
    public string? Mistake { get; }

    /// <summary>The name, as it stands in the text.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>Where the value begins.</summary>
    public int Value { get; }

    /// <param name="text">The text, as far as it has come.</param>
    /// <param name="start">Where the quotation mark before the name is.</param>
    public static JsonMemberStart Read(ReadOnlySpan<byte> text, int start)
    {
        var at = start;
        var scan = default(JsonValueScan);
        var outcome = scan.Scan(text, ref at);
        if (outcome != JsonValueScan.Outcome.Complete) return new(outcome, scan.Mistake);
        var name = text.Slice(start + 1, at - start - 2);
        at += Blanks(text.Slice(at));
        if (at < text.Length && text[at] != ':')
            return new(JsonValueScan.Outcome.Broken, "a colon is expected after a member's name");
        if (at < text.Length) at++;
        at += Blanks(text.Slice(at));
        return at >= text.Length ? new(JsonValueScan.Outcome.More) : new(name, at);
    }

    private static int Blanks(ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (count < text.Length && JsonBuffer.IsBlank(text[count])) count++;
        return count;
    }
}
