using System.Buffers;

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

    private const int ReadSize = 128 * 1024;

    private readonly List<(string Member, int Offset, int Length)> sides = [];
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(2 * ReadSize);
    private int start; // what lies before is no longer needed
    private int position;
    private int end;
    private long dropped; // bytes that were in the buffer before its first
    private long line = 1;
    private int linesCountedTo;
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
    private int valueStart;
    private long index;

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
    public void Append(ReadOnlySpan<byte> utf8)
    {
        MakeRoom(utf8.Length);
        utf8.CopyTo(buffer.AsSpan(end));
        end += utf8.Length;
    }

    /// <summary>Takes the next part of the text from a stream; false at its end, which is then the end of the text.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="InvalidDataException">The stream is damaged.</exception>
    public bool Fill(Stream stream)
    {
        MakeRoom(ReadSize);
        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        if (read == 0) Complete();
        return read > 0;
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
            if (end - start > ValueLimit) PassOver();
            if (end - start > ValueLimit)
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
            piece = Break("it ends before it is complete", resync: documents > 0 && !envelope && state is State.Member or State.MemberValue);
            return true;
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        start = position = end = 0;
    }

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
        if (!Skip(comma: false)) return Step.More;
        start = position;
        switch (buffer[position])
        {
            case (byte)'{':
                position++;
                envelope = oversize = false;
                elementMember = null;
                index = -1;
                sides.Clear();
                state = State.Member;
                return Step.Again;
            case (byte)'[':
                position++;
                envelope = oversize = false;
                elementMember = null;
                index = 0;
                state = State.Element;
                return Step.Again;
            case 0xEF when end - position < 3 && !complete:
                return Step.More;
            case 0xEF when end - position >= 3 && buffer[position + 1] == 0xBB && buffer[position + 2] == 0xBF:
                position += 3;
                return Step.Again;
            default:
                index = -1;
                var text = buffer[position] is >= (byte)' ' and < 0x7f;
                piece = Break("it is not JSON: an object or an array is expected", resync: true);
                if (!text) state = State.Ended;
                return Step.Piece;
        }
    }

    private Step Member(out JsonPiece piece)
    {
        piece = default;
        if (!Skip(comma: true)) return Step.More;
        if (envelope) start = position;
        if (buffer[position] == '}')
        {
            position++;
            return EndObject(out piece);
        }

        if (buffer[position] != '"')
        {
            piece = Break("a member's name is expected");
            return Step.Piece;
        }

        // The name, the colon and the first byte of the value are looked at together, again when they are not all there yet.
        var text = buffer.AsSpan(0, end);
        var at = position;
        var name = default(JsonValueScan);
        switch (name.Scan(text, ref at))
        {
            case JsonValueScan.Outcome.More:
                return Step.More;
            case JsonValueScan.Outcome.Broken:
                piece = Break(name.Mistake!);
                return Step.Piece;
        }

        var key = text.Slice(position + 1, at - position - 2);
        at += Blanks(text.Slice(at));
        if (at < end && text[at] != ':')
        {
            piece = Break("a colon is expected after a member's name");
            return Step.Piece;
        }

        if (at < end) at++;
        at += Blanks(text.Slice(at));
        if (at >= end) return Step.More;

        if (text[at] == '[' && Find(elementMembers, key) is { } elements)
        {
            elementMember = elements;
            index = 0;
            envelope = true;
            position = at + 1;
            state = State.Sides;
            return Step.Again;
        }

        sideMember = sideMembers is null || oversize ? null : Find(sideMembers, key);
        position = valueStart = at;
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

        piece = oversize ? TooLarge() : Piece(JsonPieceKind.Document, start, position - start);
        return Step.Piece;
    }

    private Step MemberValue(out JsonPiece piece)
    {
        piece = default;
        switch (scan.Scan(buffer.AsSpan(0, end), ref position))
        {
            case JsonValueScan.Outcome.More:
                if (envelope && sideMember is null) start = position;
                return Step.More;
            case JsonValueScan.Outcome.Broken:
                piece = Break(scan.Mistake!);
                return Step.Piece;
        }

        state = State.Member;
        var length = position - valueStart;
        if (sideMember is null || oversize || buffer[valueStart] == 'n') return Step.Again;
        if (!envelope)
        {
            sides.Add((sideMember, valueStart - start, length));
            return Step.Again;
        }

        piece = Piece(JsonPieceKind.Side, valueStart, length, sideMember);
        return Step.Piece;
    }

    // What stood before the elements was kept until it was known that these are elements.
    private Step Sides(out JsonPiece piece)
    {
        if (sides.Count == 0)
        {
            piece = default;
            start = position;
            oversize = false;
            state = State.Element;
            return Step.Again;
        }

        var (member, offset, length) = sides[0];
        sides.RemoveAt(0);
        piece = Piece(JsonPieceKind.Side, start + offset, length, member);
        return Step.Piece;
    }

    private Step Element(out JsonPiece piece)
    {
        piece = default;
        var more = !Skip(comma: true);
        start = position;
        if (more) return Step.More;
        switch (buffer[position])
        {
            case (byte)']':
                position++;
                start = position;
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
        switch (scan.Scan(buffer.AsSpan(0, end), ref position))
        {
            case JsonValueScan.Outcome.More:
                return Step.More;
            case JsonValueScan.Outcome.Broken:
                piece = Break(scan.Mistake!);
                return Step.Piece;
        }

        piece = oversize ? TooLarge() : Piece(JsonPieceKind.Element, start, position - start);
        index++;
        state = State.Element;
        return Step.Piece;
    }

    // Goes to the next line that begins a value.
    private Step Resync()
    {
        while (position < end)
        {
            var stop = buffer.AsSpan(position, end - position).IndexOfAny((byte)'\n', (byte)0);
            position = stop < 0 ? end : position + stop;
            start = position;
            if (position == end) return Step.More;
            if (buffer[position] == 0)
            {
                state = State.Ended;
                return Step.Again;
            }

            if (position + 1 == end) return Step.More;
            position++;
            if (buffer[position] is not ((byte)'{' or (byte)'[')) continue;
            start = position;
            state = afterResync;
            return Step.Again;
        }

        start = position;
        return Step.More;
    }

    private Step PassAll()
    {
        start = position = end;
        return Step.More;
    }

    private JsonPiece Piece(JsonPieceKind kind, int from, int length, string? member = null)
    {
        anything = true;
        return new JsonPiece { Kind = kind, Position = Position(from), Member = member, Json = buffer.AsSpan(from, length) };
    }

    private JsonPiece Problem(string problem)
    {
        reported = true;
        return new JsonPiece { Kind = JsonPieceKind.Problem, Position = Position(start), Problem = problem };
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
        position = Math.Min(start + 1, end);
        state = resync ? State.Resync : State.Ended;
        return piece;
    }

    private void PassOver()
    {
        oversize = true;
        sides.Clear();
        sideMember = null;
        CountLines(start);
        start = position;
    }

    private JsonPosition Position(int at)
    {
        CountLines(at);
        return new JsonPosition(line, dropped + at, elementMember, index);
    }

    private void CountLines(int to)
    {
        if (to <= linesCountedTo) return;
        var text = buffer.AsSpan(linesCountedTo, to - linesCountedTo);
#if NET
        line += text.Count((byte)'\n');
#else
        for (int next; (next = text.IndexOf((byte)'\n')) >= 0; text = text.Slice(next + 1)) line++;
#endif
        linesCountedTo = to;
    }

    // Skips blanks, and commas where asked; false at the end of what is there.
    private bool Skip(bool comma)
    {
        while (position < end && (buffer[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' || (comma && buffer[position] == ','))) position++;
        return position < end;
    }

    private static int Blanks(ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (count < text.Length && text[count] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') count++;
        return count;
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

    private void MakeRoom(int bytes)
    {
        if (buffer.Length - end >= bytes) return;
        CountLines(start);
        var length = end - start;
        var target = buffer;
        if (buffer.Length - length < bytes) target = ArrayPool<byte>.Shared.Rent(Math.Max(2 * buffer.Length, length + bytes));
        buffer.AsSpan(start, length).CopyTo(target);
        if (target != buffer) ArrayPool<byte>.Shared.Return(buffer);
        buffer = target;
        dropped += start;
        position -= start;
        valueStart -= start;
        linesCountedTo -= start;
        end = length;
        start = 0;
    }
}
