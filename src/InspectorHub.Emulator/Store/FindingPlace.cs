using System.Buffers.Binary;
using System.Text;

namespace InspectorHub.Emulator.Store;

/// <summary>Where a finding stands in a list.</summary>
/// <param name="Row">Its row; 0 is before all.</param>
/// <param name="Key">What the list is in order of: a text or a number; null of what has none, and where it is in order of rows.</param>
internal readonly record struct FindingPlace(long Row, object? Key = null)
{
    /// <summary>As it is carried in a token: eight bytes of the row, and after them eight of a number or a T and a text.</summary>
    public byte[] ToBytes()
    {
        var key = Key switch
        {
            long number => Number(number),
            string text => [(byte)'T', .. Encoding.UTF8.GetBytes(text)],
            _ => [],
        };
        return [.. Number(Row), .. key];
    }

    /// <summary>What was carried; null where it is no place.</summary>
    public static FindingPlace? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(long)) return null;
        var row = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var key = bytes.Slice(sizeof(long));
        return key switch
        {
            [] => new FindingPlace(row),
            [(byte)'T', ..] => new FindingPlace(row, Encoding.UTF8.GetString(key.Slice(1).ToArray())),
            { Length: sizeof(long) } => new FindingPlace(row, BinaryPrimitives.ReadInt64BigEndian(key)),
            _ => null,
        };
    }

    private static byte[] Number(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }
}
