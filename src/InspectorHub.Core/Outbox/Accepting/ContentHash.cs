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
internal sealed class ContentHash
{
    // FNV-1a, twice from different starts: 128 bits tell versions of one finding apart, and nobody gains by making two look alike.
    private const ulong Prime = 1099511628211;
    private static readonly Hash Start = new(14695981039346656037, 9650029242287828579);

    private Hash members = NoMembers;

    /// <summary>Adds a member of the object: its name is where the reader stands, and its value where it stands afterwards.</summary>
    public void Add(ref Utf8JsonReader json) => members = WithMember(members, ref json);

    /// <summary>The hash of an object with the members that were added.</summary>
    public byte[] ToArray()
    {
        var hash = Start.With('{').With(members);
        var bytes = new byte[16];
        for (var i = 0; i < 8; i++) (bytes[i], bytes[i + 8]) = ((byte)(hash.One >> (8 * i)), (byte)(hash.Other >> (8 * i)));
        return bytes;
    }

    private static Hash NoMembers => new(1, 1);

    private static Hash Value(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.StartObject => Members(ref json),
        JsonTokenType.StartArray => Items(ref json),
        JsonTokenType.String => Text(ref json),
        JsonTokenType.Number => Start.With('n').With((ulong)BitConverter.DoubleToInt64Bits(json.TryGetDouble(out var number) ? number : 0)),
        _ => Start.With((byte)json.TokenType),
    };

    private static Hash Members(ref Utf8JsonReader json)
    {
        var sum = NoMembers;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName) sum = WithMember(sum, ref json);
        return Start.With('{').With(sum);
    }

    // A sum, since the order does not count.
    private static Hash WithMember(Hash sum, ref Utf8JsonReader json)
    {
        if (SightingFields.Contains(ref json))
        {
            json.Skip();
            return sum;
        }

        var name = Text(ref json);
        json.Read();
        return sum.Plus(name.With(Value(ref json)));
    }

    private static Hash Items(ref Utf8JsonReader json)
    {
        var hash = Start.With('[');
        while (json.Read() && json.TokenType != JsonTokenType.EndArray) hash = hash.With(Value(ref json));
        return hash;
    }

    private static Hash Text(ref Utf8JsonReader json)
    {
        var bytes = json.ValueIsEscaped ? Encoding.UTF8.GetBytes(AsffText.Of(ref json)) : json.ValueSpan;
        return json.TokenType == JsonTokenType.String && MayBeDate(bytes) && Moment(ref json) is { } moment
            ? Start.With('d').With((ulong)moment.UtcTicks)
            : Start.With('s').With(bytes);
    }

    // 2026-01-02T03:04:05Z, with digits and a zone.
    private static bool MayBeDate(ReadOnlySpan<byte> text) =>
        text.Length is >= 20 and <= 35 && text[4] == '-' && text[7] == '-' && text[10] is (byte)'T' or (byte)'t' && text[13] == ':';

    // The commonest spellings without a text for each.
    private static DateTimeOffset? Moment(ref Utf8JsonReader json) =>
        json.ValueSpan is [.., (byte)'Z'] and { Length: 20 or 24 } && json.TryGetDateTimeOffset(out var moment)
            ? moment
            : AsffTime.Read(AsffText.Of(ref json));

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Hash(ulong One, ulong Other)
    {
        public Hash With(byte value) => unchecked(new((One ^ value) * Prime, (Other ^ value) * Prime));

        public Hash With(char kind) => With((byte)kind);

        public Hash With(ReadOnlySpan<byte> values)
        {
            // Two numbers and not a hash a byte: they stay in registers.
            var (one, other) = (One, Other);
            foreach (var value in values) (one, other) = unchecked(((one ^ value) * Prime, (other ^ value) * Prime));
            return new(one, other);
        }

        public Hash With(ulong value)
        {
            var (one, other) = (One, Other);
            for (var i = 0; i < 8; i++, value >>= 8)
                (one, other) = unchecked(((one ^ (byte)value) * Prime, (other ^ (byte)value) * Prime));
            return new(one, other);
        }

        public Hash With(Hash other) => With(other.One).With(other.Other);

        public Hash Plus(Hash other) => unchecked(new(One + other.One, Other + other.Other));
    }
}
