using System.Runtime.InteropServices;

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
                if (ScanBlocks(text, ref at)) return Finish(at, ref position);
                closeLookTo = at + JsonBlock.Length;
            }
#endif
            if (inString)
            {
                var stop = text.Slice(at).IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
                if (stop < 0) return Pause(text.Length, ref position);
                at += stop;
                if (text[at] == '\\')
                {
                    if (at + 1 >= text.Length) return Pause(at, ref position);
                    at += 2;
                    continue;
                }

                if (text[at] == '\n') return Break("a line break inside a text", at, ref position);
                at++;
                inString = false;
                if (depth == 0) return Finish(at, ref position);
            }

            if (at >= text.Length) return Pause(at, ref position);
            switch (text[at])
            {
                case (byte)'"':
                    inString = true;
                    at++;
                    break;
                case (byte)'{':
                case (byte)'[':
                    if (!Open(text[at])) return Break($"nested deeper than {MaxDepth} levels", at, ref position);
                    at++;
                    break;
                case (byte)'}':
                case (byte)']':
                    if (!Close(text[at])) return Break("a bracket that closes nothing", at, ref position);
                    at++;
                    if (depth == 0) return Finish(at, ref position);
                    break;
                default:
                    if (depth == 0)
                    {
                        inLiteral = true;
                        position = at;
                        return ScanLiteral(text, ref position);
                    }

                    at++;
                    break;
            }
        }
    }

#if NET
    // The same, block by block, inside a value. It stops where a closer look is needed: before a block with an escape or a
    // mistake, or at the end of the text. True once the value is complete.
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

    private static Outcome Pause(int at, ref int position)
    {
        position = at;
        return Outcome.More;
    }

    private static Outcome Finish(int at, ref int position)
    {
        position = at;
        return Outcome.Complete;
    }

    private Outcome Break(string mistake, int at, ref int position)
    {
        position = at;
        Mistake = mistake;
        return Outcome.Broken;
    }
}
