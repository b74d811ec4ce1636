using System.Buffers;

namespace InspectorHub.Json;

/// <summary>
/// The part of a text that is being looked at: from what is still needed to what has come so far. It grows with a single
/// value, never with the text.
/// </summary>
internal sealed class JsonBuffer : IDisposable
{
    private const int ReadSize = 128 * 1024;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(2 * ReadSize);
    private long dropped; // bytes that were here before the first of these
    private long line = 1;
    private int linesCountedTo;

    /// <summary>What lies before is no longer needed.</summary>
    public int Start { get; set; }

    /// <summary>Where the looking goes on.</summary>
    public int Position { get; set; }

    /// <summary>Where what has come so far ends.</summary>
    public int End { get; private set; }

    /// <summary>Bytes that are kept.</summary>
    public int Length => End - Start;

    /// <summary>Whether all that has come has been looked at.</summary>
    public bool IsAtEnd => Position >= End;

    /// <summary>The byte at the position.</summary>
    public byte Current => bytes[Position];

    public byte this[int at] => bytes[at];

    /// <summary>All there is; positions count from its beginning.</summary>
    public ReadOnlySpan<byte> Text => bytes.AsSpan(0, End);

    public void Append(ReadOnlySpan<byte> utf8)
    {
        MakeRoom(utf8.Length);
        utf8.CopyTo(bytes.AsSpan(End));
        End += utf8.Length;
    }

    /// <summary>Reads on; false at the end of the stream.</summary>
    public bool Fill(Stream stream)
    {
        MakeRoom(ReadSize);
        var read = stream.Read(bytes, End, bytes.Length - End);
        End += read;
        return read > 0;
    }

    /// <summary>Skips blanks, and commas where asked; false at the end of what is there.</summary>
    public bool Skip(bool comma)
    {
        while (Position < End && (IsBlank(bytes[Position]) || (comma && bytes[Position] == ','))) Position++;
        return Position < End;
    }

    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    /// <summary>A place, as messages name it.</summary>
    public JsonPosition PositionOf(int at, string? member, long index)
    {
        CountLines(at);
        return new JsonPosition(line, dropped + at, member, index);
    }

    public void Dispose()
    {
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        Start = Position = End = 0;
    }

    private void CountLines(int to)
    {
        if (to <= linesCountedTo) return;
        var text = bytes.AsSpan(linesCountedTo, to - linesCountedTo);
#if NET
        line += text.Count((byte)'\n');
#else
        for (int next; (next = text.IndexOf((byte)'\n')) >= 0; text = text.Slice(next + 1)) line++;
#endif
        linesCountedTo = to;
    }

    private void MakeRoom(int size)
    {
        if (bytes.Length - End >= size) return;
        CountLines(Start);
        var length = Length;
        var target = bytes.Length - length >= size ? bytes : ArrayPool<byte>.Shared.Rent(Math.Max(2 * bytes.Length, length + size));
        bytes.AsSpan(Start, length).CopyTo(target);
        if (target != bytes) ArrayPool<byte>.Shared.Return(bytes);
        bytes = target;
        dropped += Start;
        Position -= Start;
        linesCountedTo -= Start;
        End = length;
        Start = 0;
    }
}
