using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using InspectorHub.Common;

namespace InspectorHub.Json;

/// <summary>
/// Finds where a JSON value ends, over text that comes in parts. It follows brackets and strings alone: whoever reads the value
/// checks its grammar, and a mistake inside one value does not spoil the next.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct JsonValueScan
{
    private const int MaxDepth = 64;

    private ulong objects;
    private int depth;
    private bool inString;
    private bool inLiteral;

    /// <summary>What is wrong, after <see cref="Outcome.Broken"/>.</summary>
    public string? Mistake { get; private set; }

    public enum Outcome
    {
        More,
        Complete,
        Broken,
    }

    /// <summary>Scans on from a position, which is left where to go on: after the value once it is complete.</summary>
    [MethodImpl(Hot.Path)]
    public Outcome Scan(ReadOnlySpan<byte> text, ref int position)
    {
        if (inLiteral) return ScanLiteral(text, ref position);
        var at = position;
#if NET
        var closeLookTo = 0;
#endif
        while (true)
        {
#if NET
            if (depth > 0 && at >= closeLookTo)
            {
                if (ScanBlocks(text, ref at)) return Stop(Outcome.Complete, at, ref position);
                closeLookTo = at + JsonBlock.Length;
            }
#endif
            if (inString)
            {
                if (!ScanText(text, ref at, out var end)) return Stop(end, at, ref position);
                continue;
            }

            if (at >= text.Length) return Stop(Outcome.More, at, ref position);
            if (depth == 0 && text[at] is not ((byte)'"' or (byte)'{' or (byte)'[' or (byte)'}' or (byte)']'))
            {
                inLiteral = true;
                position = at;
                return ScanLiteral(text, ref position);
            }

            if (!ScanByte(text[at], ref at, out var outcome)) return Stop(outcome, at, ref position);
        }
    }

    // Within a text, to its end or past an escape; false where the scan cannot go on.
    private bool ScanText(ReadOnlySpan<byte> text, ref int at, out Outcome outcome)
    {
        outcome = Outcome.More;
        var stop = text.Slice(at).IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
        at = stop < 0 ? text.Length : at + stop;
        if (stop < 0) return false;
        if (text[at] == '\\')
        {
            if (at + 1 >= text.Length) return false;
            at += 2;
            return true;
        }

        if (text[at] == '\n')
        {
            outcome = Break("a line break inside a text");
            return false;
        }

        at++;
        inString = false;
        outcome = Outcome.Complete;
        return depth > 0;
    }

    // Outside of texts; false where the scan cannot go on.
    private bool ScanByte(byte next, ref int at, out Outcome outcome)
    {
        outcome = Outcome.Complete;
        switch (next)
        {
            case (byte)'"':
                inString = true;
                break;
            case (byte)'{' or (byte)'[' when !Open(next):
                outcome = Break($"nested deeper than {MaxDepth} levels");
                return false;
            case (byte)'}' or (byte)']' when !Close(next):
                outcome = Break("a bracket that closes nothing");
                return false;
            case (byte)'}' or (byte)']' when depth == 0:
                at++;
                return false;
        }

        at++;
        return true;
    }

#if NET
    // The same, block by block, inside a value. It stops where a closer look is needed: before a block with an escape or a
    // mistake, or at the end of the text. True once the value is complete.
    [MethodImpl(Hot.Path)]
    private bool ScanBlocks(ReadOnlySpan<byte> text, ref int at)
    {
        while (JsonBlock.TryRead(text.Slice(at), inString, out var block))
        {
            for (var brackets = block.Brackets; brackets != 0; brackets &= brackets - 1)
            {
                var bracket = at + JsonBlock.First(brackets);
                if (!(JsonBlock.Opens(text[bracket]) ? Open(text[bracket]) : Close(text[bracket])))
                {
                    at = bracket;
                    inString = false;
                    return false;
                }

                if (depth > 0) continue;
                at = bracket + 1;
                inString = false;
                return true;
            }

            at += JsonBlock.Length;
            inString = block.EndsInString;
        }

        return false;
    }
#endif

    private bool Open(byte bracket)
    {
        if (depth == MaxDepth) return false;
        objects = (objects << 1) | (bracket == '{' ? 1UL : 0);
        depth++;
        return true;
    }

    private bool Close(byte bracket)
    {
        if (depth == 0 || (objects & 1) != (bracket == '}' ? 1UL : 0)) return false;
        objects >>= 1;
        depth--;
        return true;
    }

    // A number, true, false, null, or what stands in their place.
    private static Outcome ScanLiteral(ReadOnlySpan<byte> text, ref int position)
    {
        for (; position < text.Length; position++)
        {
            if (text[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)',' or (byte)']' or (byte)'}')
                return Outcome.Complete;
        }

        return Outcome.More;
    }

    private static Outcome Stop(Outcome outcome, int at, ref int position)
    {
        position = at;
        return outcome;
    }

    private Outcome Break(string mistake)
    {
        Mistake = mistake;
        return Outcome.Broken;
    }
}
