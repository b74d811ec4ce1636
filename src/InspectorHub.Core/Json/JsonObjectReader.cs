using System.Text;
using System.Text.Json;

namespace InspectorHub.Json;

/// <summary>
/// Reads JSON objects of one type by a table of its members: faster than JsonSerializer (the benchmark Read says by how much), and
/// translation spends much of its time here. Names are the same in either case, members that the table does not have are passed over, and
/// null leaves a member as it is.
/// </summary>
internal sealed class JsonObjectReader<T>
    where T : class, new()
{
    private readonly byte[][] names;
    private readonly JsonMemberReader<T>[] readers;

    /// <param name="members">In the order that documents have them: the next one is looked for first.</param>
    public JsonObjectReader(params (string Name, JsonMemberReader<T> Read)[] members)
    {
        names = Array.ConvertAll(members, member => Encoding.UTF8.GetBytes(member.Name));
        readers = Array.ConvertAll(members, member => member.Read);
        Item = (ref json) => Read(ref json)!;
    }

    /// <summary>Reads an object in a list.</summary>
    public JsonItemReader<T> Item { get; }

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="JsonException">It is not JSON, or a member is of another type; the path says which.</exception>
    public T? Read(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        var value = Read(ref json);
        if (json.Read()) throw new JsonException("Nothing is expected after the object.");
        return value;
    }

    /// <summary>Reads the value that the reader stands at.</summary>
    /// <exception cref="JsonException">A member is of another type.</exception>
    public T? Read(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType != JsonTokenType.StartObject) throw new JsonException("An object is expected.");
        var target = new T();
        var next = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = Find(json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan, next);
            json.Read();
            if (member < 0)
            {
                json.Skip();
                continue;
            }

            next = member + 1;
            if (json.TokenType == JsonTokenType.Null) continue;
            try
            {
                readers[member](target, ref json);
            }
            catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
            {
                throw JsonPath.Within(Encoding.UTF8.GetString(names[member]), failure);
            }
        }

        return target;
    }

    private int Find(ReadOnlySpan<byte> name, int next)
    {
        if (next < names.Length && Same(names[next], name)) return next;
        for (var i = 0; i < names.Length; i++)
        {
            if (Same(names[i], name)) return i;
        }

        return -1;
    }

    private static bool Same(byte[] name, ReadOnlySpan<byte> other)
    {
        if (name.Length != other.Length) return false;
        if (other.SequenceEqual(name)) return true;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] != other[i] && ((name[i] ^ other[i]) != 0x20 || (name[i] | 0x20) is < (byte)'a' or > (byte)'z')) return false;
        }

        return true;
    }
}
