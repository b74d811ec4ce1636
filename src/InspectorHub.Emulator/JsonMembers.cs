using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using InspectorHub.Asff.Rules;
using InspectorHub.Common;

namespace InspectorHub.Emulator;

/// <summary>
/// The members of a JSON object, each the UTF-8 text it came as. A finding has much that the service never looks at: that
/// goes from call to store as it is and is never taken apart.
/// </summary>
internal sealed class JsonMembers
{
    private readonly List<Member> members = [];

    public int Count => members.Count;

    public IEnumerable<string> Names => members.Select(member => member.Name);

    /// <summary>Members whose places are known; one that is null counts as absent.</summary>
    public static JsonMembers At(List<AsffMemberPlace> places, ReadOnlyMemory<byte> utf8)
    {
        var result = new JsonMembers();
        foreach (var place in places)
        {
            var value = utf8.Slice(place.ValueStart, place.ValueEnd - place.ValueStart);
            if (value.Span[0] != (byte)'n') result.Put(new Member(place.Name, utf8.Slice(place.NameStart, place.NameLength), value));
        }

        return result;
    }

    /// <summary>
    /// Reads an object. A value of another kind has no members, a member that is null counts as absent, and of a name that
    /// comes twice the last counts.
    /// </summary>
    [MethodImpl(Hot.Path)]
    public static JsonMembers Read(ReadOnlyMemory<byte> utf8)
    {
        var result = new JsonMembers();
        var json = new Utf8JsonReader(utf8.Span);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) return result;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            var encodedName = utf8.Slice((int)json.TokenStartIndex, json.ValueSpan.Length + 2);
            json.Read();
            if (json.TokenType == JsonTokenType.Null) continue;
            var start = (int)json.TokenStartIndex;
            json.Skip();
            result.Put(new Member(name, encodedName, utf8.Slice(start, (int)json.BytesConsumed - start)));
        }

        return result;
    }

    public bool Has(string name) => IndexOf(name) >= 0;

    /// <summary>The JSON of a member; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Json(string name) =>
        IndexOf(name) is >= 0 and var index ? members[index].Value : default(ReadOnlyMemory<byte>?);

    /// <summary>A member that is a text; else null.</summary>
    public string? Text(string name)
    {
        if (Json(name) is not { } value) return null;
        var json = new Utf8JsonReader(value.Span);
        json.Read();
        return json.TokenType == JsonTokenType.String ? json.GetString() : null;
    }

    /// <summary>A member that is a number; else null.</summary>
    public double? Number(string name)
    {
        if (Json(name) is not { } value) return null;
        var json = new Utf8JsonReader(value.Span);
        json.Read();
        return json.TokenType == JsonTokenType.Number ? json.GetDouble() : null;
    }

    /// <summary>A member that is an object, apart from this one; else null.</summary>
    public JsonMembers? Object(string name) => Json(name) is { Span: [(byte)'{', ..] } value ? Read(value) : null;

    public void Set(string name, ReadOnlyMemory<byte> json)
    {
        if (IndexOf(name) is >= 0 and var index) members[index] = members[index] with { Value = json };
        else members.Add(new Member(name, Encode(name), json));
    }

    public void Set(string name, string text) => Set(name, Encode(text));

    public void Set(string name, JsonMembers value) => Set(name, value.ToUtf8());

    public void Remove(string name)
    {
        if (IndexOf(name) is >= 0 and var index) members.RemoveAt(index);
    }

    /// <summary>Puts members behind all others, in the order given.</summary>
    public void MoveToEnd(IReadOnlyList<string> names)
    {
        var moved = new Member?[names.Count];
        var end = 0;
        foreach (var member in members.ToArray())
        {
            var place = -1;
            for (var index = 0; index < names.Count && place < 0; index++)
            {
                if (names[index] == member.Name) place = index;
            }

            if (place < 0) members[end++] = member;
            else moved[place] = member;
        }

        foreach (var member in moved)
        {
            if (member is { } last) members[end++] = last;
        }
    }

    /// <summary>Takes a member from another object, or removes it when it is not there.</summary>
    public void Take(string name, JsonMembers source)
    {
        if (source.Json(name) is { } value) Set(name, value);
        else Remove(name);
    }

    /// <summary>How long the object is, as it is now: a brace or comma before each member, a colon within, a brace at the end.</summary>
    public int Length
    {
        get
        {
            var length = members.Count == 0 ? 2 : 1;
            foreach (var member in members) length += 2 + member.EncodedName.Length + member.Value.Length;
            return length;
        }
    }

    /// <summary>Where a member begins in what is written, with the comma or brace before it; 0 where there is none.</summary>
    public int OffsetOf(string name)
    {
        var offset = 0;
        foreach (var member in members)
        {
            if (member.Name == name) return offset;
            offset += 2 + member.EncodedName.Length + member.Value.Length;
        }

        return 0;
    }

    /// <summary>The object as it is now.</summary>
    public byte[] ToUtf8()
    {
        var utf8 = new byte[Length];
        CopyTo(utf8);
        return utf8;
    }

    /// <summary>Writes the object as it is now.</summary>
    /// <param name="utf8">Where to; of <see cref="Length"/> at least.</param>
    [MethodImpl(Hot.Path)]
    public void CopyTo(Span<byte> utf8)
    {
        var end = 1;
        foreach (var member in members)
        {
            if (end > 1) utf8[end++] = (byte)',';
            member.EncodedName.Span.CopyTo(utf8.Slice(end));
            end += member.EncodedName.Length;
            utf8[end++] = (byte)':';
            member.Value.Span.CopyTo(utf8.Slice(end));
            end += member.Value.Length;
        }

        utf8[0] = (byte)'{';
        utf8[end] = (byte)'}';
    }

    [MethodImpl(Hot.Path)]
    private static byte[] Encode(string text)
    {
        var encoded = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
        var utf8 = new byte[encoded.Length + 2];
        encoded.CopyTo(utf8.AsSpan(1));
        utf8[0] = utf8[^1] = (byte)'"';
        return utf8;
    }

    private void Put(Member member)
    {
        if (IndexOf(member.Name) is >= 0 and var index) members[index] = member;
        else members.Add(member);
    }

    [MethodImpl(Hot.Path)]
    private int IndexOf(string name)
    {
        for (var index = 0; index < members.Count; index++)
        {
            if (members[index].Name == name) return index;
        }

        return -1;
    }

    private readonly record struct Member(string Name, ReadOnlyMemory<byte> EncodedName, ReadOnlyMemory<byte> Value);
}
