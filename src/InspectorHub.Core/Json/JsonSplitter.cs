namespace InspectorHub.Json;

/// <summary>
/// Splits UTF-8 JSON of any size into its elements, with memory for one of them at a time. The text may be an array, an object
/// that lists its elements in a member (<c>{"findings": […]}</c>), single objects, one after the other or one a line (NDJSON), and
/// any of these in turn. It is given from a stream (<see cref="Fill"/>) or part by part (<see cref="Append"/>), then
/// <see cref="TryRead"/> gives the pieces. Broken text is a piece too; what follows it is read where a new line begins a value.
/// </summary>
/// <param name="elementMembers">Members of a top-level object whose array is split; upper and lower case are the same.</param>
/// <param name="sideMembers">Other members of such an object to be given; a null value is left out.</param>
public sealed class JsonSplitter(IReadOnlyList<string> elementMembers, IReadOnlyList<string>? sideMembers = null) : IDisposable
{
    /// <summary>The largest single value that is kept, in bytes; a larger one is reported and passed over.</summary>
    public const int ValueLimit = 32 * 1024 * 1024;

    private readonly JsonBuffer buffer = new();
    private readonly List<(string Member, int Offset, int Length)> sides = [];
    private bool complete;

    private State state = State.Top;
    private State afterResync = State.Top;
    private JsonValueScan scan;
    private bool envelope; // the top-level object has shown its elements
    private bool oversize;
    private bool anything;
    private bool reported;
    private int documents;
    private string? elementMember;
    private string? sideMember;
    private int valueOffset; // from the start of what is kept
    private long index;

    /// <summary>What reads elements of an array itself: one that it has read is a piece without being looked through for its end.</summary>
    internal JsonElementReader? ReadElement { get; init; }

    private enum State
    {
        Top,
        Member,
        MemberValue,
        Sides,
        Element,
        ElementValue,
        Resync,
        Ended,
    }

    private enum Step
    {
        Again,
        Piece,
        More,
    }

    /// <summary>Takes the next part of the text.</summary>
    public void Append(ReadOnlySpan<byte> utf8) => buffer.Append(utf8);

    /// <summary>Whether what comes is no JSON, and the next place where some could begin has not been found.</summary>
    public bool IsLost => state is State.Resync or State.Ended;

    /// <summary>Takes the next part of the text from a stream; false at its end, which is then the end of the text.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">The stream is damaged.</exception>
    public bool Fill(Stream stream)
    {
        if (buffer.Fill(stream)) return true;
        Complete();
        return false;
    }

    /// <summary>Says that no more text comes: what is unfinished now is a problem.</summary>
    public void Complete() => complete = true;

    /// <summary>Gives the next piece; false when more text is needed, or, after <see cref="Complete"/>, when all has been given.</summary>
    public bool TryRead(out JsonPiece piece)
    {
        while (true)
        {
            var step = Advance(out piece);
            if (step == Step.Piece) return true;
            if (step == Step.Again) continue;
            if (buffer.Length > ValueLimit) PassOver();
            if (buffer.Length > ValueLimit)
            {
                piece = Break($"a name is longer than {ValueLimit / 1024 / 1024} MB");
                return true;
            }

            if (!complete) return false;
            if (state is State.Top && !anything && !reported)
            {
                piece = Problem("it is empty");
                return true;
            }

            if (state is State.Top or State.Resync or State.Ended) return false;
            piece = Break(
                "it ends before it is complete", resync: documents > 0 && !envelope && state is State.Member or State.MemberValue);
            return true;
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => buffer.Dispose();

    private Step Advance(out JsonPiece piece)
    {
        piece = default;
        return state switch
        {
            State.Top => Top(out piece),
            State.Member => Member(out piece),
            State.MemberValue => MemberValue(out piece),
            State.Sides => Sides(out piece),
            State.Element => Element(out piece),
            State.ElementValue => ElementValue(out piece),
            State.Resync => Resync(),
            _ => PassAll(),
        };
    }

    private Step Top(out JsonPiece piece)
    {
        piece = default;
        if (!buffer.Skip(comma: false)) return Step.More;
        buffer.Start = buffer.Position;
        switch (buffer.Current)
        {
            case (byte)'{':
                buffer.Position++;
                envelope = oversize = false;
                elementMember = null;
                index = -1;
                sides.Clear();
                state = State.Member;
                return Step.Again;
            case (byte)'[':
                buffer.Position++;
                envelope = oversize = false;
                elementMember = null;
                index = 0;
                state = State.Element;
                return Step.Again;
            case 0xEF when buffer.End - buffer.Position < 3 && !complete:
                return Step.More;
            case 0xEF when buffer.End - buffer.Position >= 3 && buffer[buffer.Position + 1] == 0xBB && buffer[buffer.Position + 2] == 0xBF:
                buffer.Position += 3;
                return Step.Again;
            default:
                index = -1;
                var text = buffer.Current is >= (byte)' ' and < 0x7f;
                piece = Break("it is not JSON: an object or an array is expected", resync: true);
                if (!text) state = State.Ended;
                return Step.Piece;
        }
    }

    private Step Member(out JsonPiece piece)
    {
        piece = default;
        if (!buffer.Skip(comma: true)) return Step.More;
        if (envelope) buffer.Start = buffer.Position;
        if (buffer.Current == '}')
        {
            buffer.Position++;
            return EndObject(out piece);
        }

        if (buffer.Current != '"')
        {
            piece = Break("a member's name is expected");
            return Step.Piece;
        }

        var member = JsonMemberStart.Read(buffer.Text, buffer.Position);
        if (member.Outcome == JsonValueScan.Outcome.More) return Step.More;
        if (member.Outcome == JsonValueScan.Outcome.Broken)
        {
            piece = Break(member.Mistake!);
            return Step.Piece;
        }

        if (buffer[member.Value] == '[' && Find(elementMembers, member.Name) is { } elements)
        {
            elementMember = elements;
            index = 0;
            envelope = true;
            buffer.Position = member.Value + 1;
            state = State.Sides;
            return Step.Again;
        }

        sideMember = sideMembers is null || oversize ? null : Find(sideMembers, member.Name);
        buffer.Position = member.Value;
        valueOffset = member.Value - buffer.Start;
        scan = default;
        state = State.MemberValue;
        return Step.Again;
    }

    private Step EndObject(out JsonPiece piece)
    {
        piece = default;
        state = State.Top;
        documents++;
        index = -1;
        if (envelope)
        {
            anything = true;
            return Step.Again;
        }

        piece = oversize ? TooLarge() : Piece(JsonPieceKind.Document, buffer.Start, buffer.Position - buffer.Start);
        return Step.Piece;
    }

    private Step MemberValue(out JsonPiece piece)
    {
        piece = default;
        var outcome = ScanOn();
        // Of a value that nobody wants nothing is kept: how the text came in parts does not say where it is read on after a mistake.
        if (outcome != JsonValueScan.Outcome.Complete && envelope && sideMember is null) buffer.Start = buffer.Position;
        switch (outcome)
        {
            case JsonValueScan.Outcome.More:
                return Step.More;
            case JsonValueScan.Outcome.Broken:
                piece = Break(scan.Mistake!);
                return Step.Piece;
        }

        state = State.Member;
        if (sideMember is null || buffer[buffer.Start + valueOffset] == 'n') return Step.Again;
        var length = buffer.Position - buffer.Start - valueOffset;
        if (!envelope)
        {
            sides.Add((sideMember, valueOffset, length));
            return Step.Again;
        }

        piece = Piece(JsonPieceKind.Side, buffer.Start + valueOffset, length, sideMember);
        return Step.Piece;
    }

    // What stood before the elements was kept until it was known that these are elements.
    private Step Sides(out JsonPiece piece)
    {
        if (sides.Count == 0)
        {
            piece = default;
            buffer.Start = buffer.Position;
            oversize = false;
            state = State.Element;
            return Step.Again;
        }

        var (member, offset, length) = sides[0];
        sides.RemoveAt(0);
        piece = Piece(JsonPieceKind.Side, buffer.Start + offset, length, member);
        return Step.Piece;
    }

    private Step Element(out JsonPiece piece)
    {
        piece = default;
        var more = !buffer.Skip(comma: true);
        buffer.Start = buffer.Position;
        if (more) return Step.More;
        switch (buffer.Current)
        {
            case (byte)']':
                buffer.Position++;
                buffer.Start = buffer.Position;
                anything = true;
                index = -1;
                state = envelope ? State.Member : State.Top;
                return Step.Again;
            case (byte)'}' or (byte)':':
                piece = Break("an element or the end of the array is expected");
                return Step.Piece;
            default:
                scan = default;
                oversize = false;
                state = State.ElementValue;
                return Step.Again;
        }
    }

    private Step ElementValue(out JsonPiece piece)
    {
        piece = default;
        if (buffer.Position == buffer.Start && !oversize && ReadElement?.Invoke(buffer.Text.Slice(buffer.Start)) is { } length and > 0)
        {
            buffer.Position += length;
            return EndElement(out piece);
        }

        switch (ScanOn())
        {
            case JsonValueScan.Outcome.More:
                return Step.More;
            case JsonValueScan.Outcome.Broken:
                piece = Break(scan.Mistake!);
                return Step.Piece;
        }

        return EndElement(out piece);
    }

    private Step EndElement(out JsonPiece piece)
    {
        piece = oversize ? TooLarge() : Piece(JsonPieceKind.Element, buffer.Start, buffer.Position - buffer.Start);
        index++;
        state = State.Element;
        return Step.Piece;
    }

    // Goes to the next line that begins a value.
    private Step Resync()
    {
        while (!buffer.IsAtEnd)
        {
            var stop = buffer.Text.Slice(buffer.Position).IndexOfAny((byte)'\n', (byte)0);
            buffer.Position = stop < 0 ? buffer.End : buffer.Position + stop;
            buffer.Start = buffer.Position;
            if (buffer.IsAtEnd) return Step.More;
            if (buffer.Current == 0)
            {
                state = State.Ended;
                return Step.Again;
            }

            if (buffer.Position + 1 == buffer.End) return Step.More;
            buffer.Position++;
            if (buffer.Current is not ((byte)'{' or (byte)'[')) continue;
            buffer.Start = buffer.Position;
            state = afterResync;
            return Step.Again;
        }

        buffer.Start = buffer.Position;
        return Step.More;
    }

    private JsonValueScan.Outcome ScanOn()
    {
        var position = buffer.Position;
        var outcome = scan.Scan(buffer.Text, ref position);
        buffer.Position = position;
        return outcome;
    }

    private Step PassAll()
    {
        buffer.Start = buffer.Position = buffer.End;
        return Step.More;
    }

    private JsonPiece Piece(JsonPieceKind kind, int from, int length, string? member = null)
    {
        anything = true;
        return new JsonPiece
        {
            Kind = kind,
            Position = buffer.PositionOf(from, elementMember, index),
            Member = member,
            Json = buffer.Text.Slice(from, length),
        };
    }

    private JsonPiece Problem(string problem)
    {
        reported = true;
        return new JsonPiece
        {
            Kind = JsonPieceKind.Problem,
            Position = buffer.PositionOf(buffer.Start, elementMember, index),
            Problem = problem,
        };
    }

    private JsonPiece TooLarge()
    {
        oversize = false;
        return Problem($"it is larger than {ValueLimit / 1024 / 1024} MB");
    }

    private JsonPiece Break(string mistake, bool resync = true)
    {
        var piece = Problem(mistake);
        afterResync = state is State.Element or State.ElementValue && !envelope ? State.Element : State.Top;
        buffer.Position = buffer.Start;
        state = resync ? State.Resync : State.Ended;
        return piece;
    }

    private void PassOver()
    {
        oversize = true;
        sides.Clear();
        sideMember = null;
        buffer.Start = buffer.Position;
    }

    private static string? Find(IReadOnlyList<string> members, ReadOnlySpan<byte> key)
    {
        foreach (var member in members)
        {
            if (member.Length != key.Length) continue;
            var same = true;
            for (var i = 0; i < key.Length && same; i++) same = (key[i] | 0x20) == (member[i] | 0x20);
            if (same) return member;
        }

        return null;
    }
}
