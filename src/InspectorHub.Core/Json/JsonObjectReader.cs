using System.Text;
using System.Text.Json;

namespace InspectorHub.Json;

/// <summary>
/// Reads JSON objects of one type by a table of its members: faster than JsonSerializer (the benchmark Read says by how much), and
/// translation spends much of its time here. Names are the same in either case, members that the table does not have are passed over, and
/// null leaves a member as it is.
/// </summary>
/// <param name="create">Makes an object without its members.</param>
internal sealed class JsonObjectReader<T>(Func<T> create)
    where T : class
{
    private (byte[] Name, JsonMemberReader<T> Read)[] members = [];
    private JsonItemReader<T>? item;

    /// <summary>
    /// Adds a member that is a text. Members are added in the order that documents have them: the next one is looked for
    /// first.
    /// </summary>
    public JsonObjectReader<T> Text(string name, Action<T, string> set) => Value(name, (target, ref json) => set(target, json.Text()));

    /// <summary>Adds a member of another type.</summary>
    public JsonObjectReader<T> Value(string name, JsonMemberReader<T> read)
    {
        members = [.. members, (Encoding.UTF8.GetBytes(name), read)];
        return this;
    }

    /// <summary>Reads an object in a list.</summary>
    public JsonItemReader<T> Item => item ??= ReadItem;

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
        var target = create();
        var next = 0;
        var member = -1;
        try
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var found = Find(json.ValueIsEscaped ? Encoding.UTF8.GetBytes(json.GetString()!) : json.ValueSpan, next);
                // False where the text ends before the object: what is not the last part of a text is read as far as it goes.
                if (!json.Read()) break;
                if (found < 0)
                {
                    if (!json.TrySkip()) break;
                    continue;
                }

                next = found + 1;
                if (json.TokenType == JsonTokenType.Null) continue;
                member = found;
                members[found].Read(target, ref json);
                member = -1;
            }
        }
        catch (Exception failure) when (member >= 0 && failure is JsonException or InvalidOperationException or FormatException)
        {
            throw JsonPath.Within(Encoding.UTF8.GetString(members[member].Name), failure);
        }

        return target;
    }

    private T ReadItem(ref Utf8JsonReader json) => Read(ref json)!;

    // From the next one on, then from the first.
    private int Find(ReadOnlySpan<byte> name, int next)
    {
        for (var i = next; i < members.Length; i++)
        {
            if (Same(members[i].Name, name)) return i;
        }

        for (var i = 0; i < next; i++)
        {
            if (Same(members[i].Name, name)) return i;
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
