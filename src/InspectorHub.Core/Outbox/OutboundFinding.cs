using System.Text;
using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Common;
using InspectorHub.Outbox.Accepting;

namespace InspectorHub.Outbox;

/// <summary>An ASFF finding on its way to Security Hub: its bytes, where it goes, and what delivery needs to know of it.</summary>
public sealed class OutboundFinding
{
    private readonly (int Start, int Length) createdAtValue;
    private readonly (int Start, int Length) updatedAtValue;

    /// <summary>Reads what delivery needs from one ASFF finding.</summary>
    /// <param name="utf8">
    /// The finding as UTF-8 JSON; it goes to the wire as it is, but for CreatedAt and UpdatedAt where an update asks for others.
    /// </param>
    /// <param name="region">The Region to deliver to; without it, the one of the finding's product ARN or of its Region.</param>
    /// <param name="endpoint">An endpoint other than AWS's own, or empty.</param>
    /// <exception cref="FormatException">
    /// It is no JSON object, or it lacks what it takes to deliver it: Id, AwsAccountId, a Region.
    /// </exception>
    public OutboundFinding(ReadOnlyMemory<byte> utf8, string? region = null, string endpoint = "")
    {
        Body = utf8;
        string? id = null, account = null, productArn = null, ownRegion = null, updatedAt = null;
        var hash = new ContentHash();
        try
        {
            var reader = new Utf8JsonReader(utf8.Span);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new FormatException("An ASFF finding is expected, which is a JSON object.");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("CreatedAt"u8)) CreatedAt = Time(ref reader, out createdAtValue);
                else if (reader.ValueTextEquals("UpdatedAt"u8)) updatedAt = Time(ref reader, out updatedAtValue);
                else
                {
                    if (reader.ValueTextEquals("Id"u8)) id = Text(reader);
                    else if (reader.ValueTextEquals("AwsAccountId"u8)) account = Text(reader);
                    else if (reader.ValueTextEquals("ProductArn"u8)) productArn = Text(reader);
                    else if (reader.ValueTextEquals("Region"u8)) ownRegion = Text(reader);
                    else if (reader.ValueTextEquals("RecordState"u8)) IsArchived = Text(reader) == "ARCHIVED";
                    hash.Add(ref reader);
                }
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new FormatException($"An ASFF finding is expected as JSON: {malformed.Message}", malformed);
        }

        (Id, Lane) = Address(id, account, productArn, ownRegion, region, endpoint);
        UpdatedAt = SourceUpdatedAt = Rfc3339.Read(updatedAt)?.ToUnixTimeMilliseconds() ?? 0;
        Hash = hash.ToArray();
    }

    /// <summary>A finding as it goes to Security Hub.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="region">The Region to deliver to; without it, the one of the finding's product ARN or of its Region.</param>
    /// <param name="endpoint">An endpoint other than AWS's own, or empty.</param>
    /// <exception cref="FormatException">It lacks what it takes to deliver it: Id, AwsAccountId, a Region.</exception>
    public OutboundFinding(AsffFinding finding, string? region = null, string endpoint = "")
        : this(AsffJson.Serialize(finding), region, endpoint)
    {
    }

    /// <summary>The finding's Id.</summary>
    public string Id { get; }

    /// <summary>Where it goes.</summary>
    public Lane Lane { get; }

    /// <summary>Whether it is over: RecordState is ARCHIVED.</summary>
    public bool IsArchived { get; }

    /// <summary>Sent also when the ledger says that Security Hub has it: somebody has looked, and it does not.</summary>
    public bool IsKnownToDiffer { get; init; }

    /// <summary>
    /// UpdatedAt of the version that it is at its source, where that is another than its own: for one that its source no longer has
    /// the last version, so that it can come back with that or a later one.
    /// </summary>
    public DateTimeOffset? SourceVersion
    {
        init => SourceUpdatedAt = value?.ToUnixTimeMilliseconds() ?? SourceUpdatedAt;
    }

    /// <summary>
    /// Whether it tells of the past, as an event does that comes late: then it does not bring back what has been archived since.
    /// </summary>
    public bool MayBeLate { get; init; }

    /// <summary>The finding as UTF-8 JSON.</summary>
    internal ReadOnlyMemory<byte> Body { get; }

    /// <summary>CreatedAt as the source wrote it.</summary>
    internal string? CreatedAt { get; }

    /// <summary>
    /// UpdatedAt in milliseconds since 1970; 0 when there is none that reads as a time, which Security Hub will refuse in its own
    /// words.
    /// </summary>
    internal long UpdatedAt { get; }

    /// <summary>
    /// Which version of the finding it is: <see cref="UpdatedAt"/>, or for one that its source no longer has that of the last version.
    /// </summary>
    internal long SourceUpdatedAt { get; init; }

    /// <summary>
    /// Tells content from content: two findings that differ in nothing but CreatedAt, UpdatedAt and <see cref="SightingFields"/> have
    /// the same.
    /// </summary>
    internal byte[] Hash { get; }

    /// <summary>The finding with other times, everything else as it is.</summary>
    internal ReadOnlyMemory<byte> WithTimes(string? createdAt, long updatedAt)
    {
        var edits = new List<(int Start, int Length, string Value)>(2);
        if (createdAt is not null && createdAt != CreatedAt && createdAtValue.Length > 0)
            edits.Add((createdAtValue.Start, createdAtValue.Length, createdAt));
        if (updatedAt != UpdatedAt && updatedAtValue.Length > 0)
            edits.Add((updatedAtValue.Start, updatedAtValue.Length, TimeText(updatedAt)));
        if (edits.Count == 0) return Body;

        edits.Sort((a, b) => a.Start.CompareTo(b.Start));
        using var edited = new MemoryStream(Body.Length + 64);
        var position = 0;
        foreach (var (start, length, value) in edits)
        {
            Append(edited, Body.Slice(position, start - position));
            Append(edited, Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(value)}\""));
            position = start + length;
        }

        Append(edited, Body.Slice(position));
        return edited.ToArray();
    }

    private static (string Id, Lane Lane) Address(
        string? id, string? account, string? productArn, string? ownRegion, string? region, string endpoint)
    {
        if (string.IsNullOrWhiteSpace(id)) throw new FormatException("The finding has no Id.");
        if (string.IsNullOrWhiteSpace(account))
            throw new FormatException($"Finding {id} has no AwsAccountId, so it is not known which account's Security Hub it is for.");
        region ??= Arn.Parse(productArn) is { Region: { Length: > 0 } named } ? named : ownRegion;
        if (string.IsNullOrWhiteSpace(region))
            throw new FormatException($"Finding {id} names no Region, neither in ProductArn nor in Region, and none is given.");
        return (id!, new Lane(endpoint, region!, account!));
    }

    private static string TimeText(long milliseconds) =>
        Rfc3339.Milliseconds(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    // Ahead of a reader that stands at the name, in a copy of it.
    private static string? Text(Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    private static string? Time(ref Utf8JsonReader reader, out (int Start, int Length) value)
    {
        var text = Text(reader);
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        value = (start, (int)reader.BytesConsumed - start);
        return text;
    }

    private static void Append(MemoryStream stream, ReadOnlyMemory<byte> part)
    {
        var bytes = Bytes(part);
        stream.Write(bytes.Array!, bytes.Offset, bytes.Count);
    }

    /// <summary>The bytes as an array, for what takes nothing else.</summary>
    internal static ArraySegment<byte> Bytes(ReadOnlyMemory<byte> memory) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(memory, out var array) ? array : new ArraySegment<byte>(memory.ToArray());
}
