using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using InspectorHub.Asff;

namespace InspectorHub.Outbox.Accepting;

/// <summary>
/// Tells content from content, not spelling from spelling: the order of an object's members, the digits of a number and how a moment is
/// written do not count, and neither do fields that name one sighting of it. A finding that has been JSON, hashtables or another
/// program's objects on its way is the same finding.
/// </summary>
internal static class ContentHash
{
    // FNV-1a, twice from different starts: 128 bits tell versions of one finding apart, and nobody gains by making two look alike.
    private const ulong Prime = 1099511628211;
    private static readonly Hash Start = new(14695981039346656037, 9650029242287828579);

    /// <summary>The hash of a JSON value.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="passedOver">Where values start that do not count.</param>
    public static byte[] Of(ReadOnlySpan<byte> json, ICollection<int> passedOver)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var hash = Value(ref reader, passedOver);
        var bytes = new byte[16];
        for (var i = 0; i < 8; i++) (bytes[i], bytes[i + 8]) = ((byte)(hash.One >> (8 * i)), (byte)(hash.Other >> (8 * i)));
        return bytes;
    }

    private static Hash Value(ref Utf8JsonReader json, ICollection<int> passedOver) => json.TokenType switch
    {
        JsonTokenType.StartObject => Members(ref json, passedOver),
        JsonTokenType.StartArray => Items(ref json, passedOver),
        JsonTokenType.String => Text(ref json),
        JsonTokenType.Number => Start.With('n').With((ulong)BitConverter.DoubleToInt64Bits(json.TryGetDouble(out var number) ? number : 0)),
        _ => Start.With((byte)json.TokenType),
    };

    // A sum, since the order does not count.
    private static Hash Members(ref Utf8JsonReader json, ICollection<int> passedOver)
    {
        var sum = new Hash(1, 1);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isOfSighting = SightingFields.Contains(ref json);
            var member = Text(ref json);
            json.Read();
            if (isOfSighting || passedOver.Contains((int)json.TokenStartIndex)) json.Skip();
            else sum = sum.Plus(member.With(Value(ref json, passedOver)));
        }

        return Start.With('{').With(sum);
    }

    private static Hash Items(ref Utf8JsonReader json, ICollection<int> passedOver)
    {
        var hash = Start.With('[');
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) hash = hash.With(Value(ref json, passedOver));
        return hash;
    }

    private static Hash Text(ref Utf8JsonReader json)
    {
        var bytes = json.ValueIsEscaped ? Encoding.UTF8.GetBytes(AsffText.Of(ref json)) : json.ValueSpan;
        if (json.TokenType == JsonTokenType.String && MayBeDate(bytes) && AsffTime.Read(AsffText.Of(ref json)) is { } moment)
            return Start.With('d').With((ulong)moment.UtcTicks);
        var hash = Start.With('s');
        foreach (var character in bytes) hash = hash.With(character);
        return hash;
    }

    // 2026-01-02T03:04:05Z, with digits and a zone.
    private static bool MayBeDate(ReadOnlySpan<byte> text) =>
        text.Length is >= 20 and <= 35 && text[4] == '-' && text[7] == '-' && text[10] is (byte)'T' or (byte)'t' && text[13] == ':';

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Hash(ulong One, ulong Other)
    {
        public Hash With(byte value) => unchecked(new((One ^ value) * Prime, (Other ^ value) * Prime));

        public Hash With(char kind) => With((byte)kind);

        public Hash With(ulong value)
        {
            var hash = this;
            for (var i = 0; i < 8; i++) hash = hash.With((byte)(value >> (8 * i)));
            return hash;
        }

        public Hash With(Hash other) => With(other.One).With(other.Other);

        public Hash Plus(Hash other) => unchecked(new(One + other.One, Other + other.Other));
    }
}
