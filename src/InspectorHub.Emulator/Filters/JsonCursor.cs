#if NET
using System.Numerics;
using System.Runtime.Intrinsics;
#endif
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using InspectorHub.Common;
using InspectorHub.Json;

namespace InspectorHub.Emulator.Filters;

/// <summary>
/// Goes through JSON that was read before and is known to be well formed: what is not looked at is passed over many bytes at a time.
/// </summary>
/// <param name="json">The value; or what is left of the members of an object, which may be cut off behind one.</param>
[StructLayout(LayoutKind.Auto)]
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> json = json;
    private int at;
    private bool isPlain;
    private bool isNamePlain;

    /// <summary>How the value here begins: a quote, a bracket, a brace, or a letter, digit or sign.</summary>
    public readonly byte Kind => json[at];

    /// <summary>The name of the member here, with its quotes, as it stands there.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Goes into the object or list here.</summary>
    public void Enter() => at++;

    /// <summary>Goes on to the value of the next member of the object; behind it where there is none.</summary>
    [MethodImpl(Hot.Path)]
    public bool NextMember()
    {
        if (!NextItem()) return false;
        Name = Value();
        isNamePlain = isPlain;
        if (json[at] <= ' ') SkipBlanks();
        at++;
        if (json[at] <= ' ') SkipBlanks();
        return true;
    }

    /// <summary>Whether the member here has this name.</summary>
    public readonly bool IsNamed(byte[] utf8)
    {
        if (isNamePlain) return Name.Length == utf8.Length + 2 && Name.Slice(1, utf8.Length).SequenceEqual(utf8);
        var read = new Utf8JsonReader(Name);
        return read.Read() && read.ValueTextEquals(utf8);
    }

    /// <summary>Goes on to the next element of the list; behind it where there is none.</summary>
    [MethodImpl(Hot.Path)]
    public bool NextItem()
    {
        if (at == json.Length) return false;
        if (json[at] <= ' ') SkipBlanks();
        if (json[at] == ',') at++;
        if (json[at] <= ' ') SkipBlanks();
        if (json[at] is not ((byte)'}' or (byte)']')) return true;
        at++;
        return false;
    }

    /// <summary>The value here as it stands there, and goes on behind it.</summary>
    [MethodImpl(Hot.Path)]
    public ReadOnlySpan<byte> Value()
    {
        var start = at;
        isPlain = json[at] == '"' && SkipPlainText();
        if (!isPlain) default(JsonValueScan).Scan(json, ref at);
        return json.Slice(start, at - start);
    }

    // A text that has no escape.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipPlainText()
    {
        var rest = json.Slice(at + 1);
#if NET
        // Most texts are short.
        if (rest.Length >= Vector256<byte>.Count)
        {
            var bytes = Vector256.Create(rest);
            var stops = (Vector256.Equals(bytes, Vector256.Create((byte)'"')) | Vector256.Equals(bytes, Vector256.Create((byte)'\\')))
                .ExtractMostSignificantBits();
            if (stops != 0) return SkipTo(BitOperations.TrailingZeroCount(stops), rest);
        }
#endif
        return SkipTo(rest.IndexOfAny((byte)'"', (byte)'\\'), rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipTo(int stop, ReadOnlySpan<byte> rest)
    {
        if (rest[stop] != '"') return false;
        at += stop + 2;
        return true;
    }

    private void SkipBlanks()
    {
        while (json[at] <= ' ') at++;
    }
}
