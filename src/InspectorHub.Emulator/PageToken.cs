using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using InspectorHub.Common;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator;

/// <summary>
/// Tokens for the next page of a list. One belongs to the query, the account and the Region that it was given for: what it is
/// sent back with besides is refused, as Security Hub does.
/// </summary>
internal sealed class PageToken
{
    private const int HashLength = 16;
    private const string Invalid = "Invalid NextToken";

    private readonly byte[] hash;

    /// <param name="call">The call: its account and Region.</param>
    /// <param name="operation">The list.</param>
    /// <param name="query">What the list depends on: members of the body and of the query string, as they were sent.</param>
    public PageToken(ServiceCall call, string operation, params JsonElement?[] query)
    {
        var text = new StringBuilder().Append(operation).Append('\n').Append(call.Caller.Account).Append('\n').Append(call.Region);
        foreach (var part in query)
        {
            text.Append('\n');
            if (part is { } given) Write(given, text);
        }

        hash = Digest.Sha256(text.ToString());
        Query = Convert.ToBase64String(hash, 0, HashLength);
    }

    /// <summary>The query in short: the same for every page.</summary>
    public string Query { get; }

    /// <summary>A token for what follows a position.</summary>
    public string At(long position)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, position);
        return At(bytes);
    }

    /// <summary>A token for what follows a place of any kind.</summary>
    public string At(byte[] place) => Convert.ToBase64String([.. hash.Take(HashLength), .. place]);

    /// <summary>The position that a token stands for; 0 when there is none.</summary>
    /// <param name="token">As it was sent; null or empty for the first page.</param>
    /// <param name="refuse">Makes an error of what is wrong with it.</param>
    /// <exception cref="ServiceError">It is no token, or one of another query.</exception>
    public long Position(string? token, Func<string, ServiceError> refuse) => Place(token, refuse) switch
    {
        null => 0,
        { Length: sizeof(long) } position => BinaryPrimitives.ReadInt64BigEndian(position),
        _ => throw refuse(Invalid),
    };

    /// <summary>The place that a token stands for; null when there is none.</summary>
    /// <param name="token">As it was sent; null or empty for the first page.</param>
    /// <param name="refuse">Makes an error of what is wrong with it.</param>
    /// <exception cref="ServiceError">It is no token, or one of another query.</exception>
    public byte[]? Place(string? token, Func<string, ServiceError> refuse)
    {
        if (string.IsNullOrEmpty(token)) return null;
        byte[] bytes;
        try
        {
            bytes = Convert.FromBase64String(token);
        }
        catch (FormatException)
        {
            throw refuse(Invalid);
        }

        if (bytes.Length < HashLength) throw refuse(Invalid);
        if (!bytes.AsSpan(0, HashLength).SequenceEqual(hash.AsSpan(0, HashLength)))
            throw refuse($"{Invalid}: Input Query has changed");
        return bytes.AsSpan(HashLength).ToArray();
    }

    // The same for the same query, in whatever order a client writes the members of an object.
    private static void Write(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    text.Append(member.Name).Append(':');
                    Write(member.Value, text);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }
}
