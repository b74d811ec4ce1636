using System.Text.Json;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Json;

namespace InspectorHub.Findings.Sources;

/// <summary>
/// Findings of one kind come together: each is first read as what the last one was. In an array it is read before its end is known, as
/// looking for that alone takes a twentieth of the time.
/// </summary>
internal sealed class SameKindReader
{
    private InspectorFinding? ahead;
    private int lastLength;

    /// <summary>What the last one was.</summary>
    public FindingShapeKind Kind { get; set; }

    /// <summary>Reads a finding that a text begins with and gives its length; 0 where it is not read so, or the text ends before.</summary>
    public int ReadAhead(ReadOnlySpan<byte> text)
    {
        // What ends too early was read in vain, once for each part of a source.
        if (text.Length < 2 * lastLength) return 0;
        try
        {
            var json = new Utf8JsonReader(text, isFinalBlock: false, default);
            if (!json.Read() || Read(ref json) is not { } finding) return 0;
            if (json.TokenType != JsonTokenType.EndObject || json.CurrentDepth > 0) return 0;
            ahead = finding;
            return lastLength = (int)json.BytesConsumed;
        }
        catch (Exception failure) when (Mistakes.IsMistake(failure))
        {
            return 0;
        }
    }

    /// <summary>The finding that a piece is; null where it is something else, or has a mistake.</summary>
    public InspectorFinding? Take(in JsonPiece piece)
    {
        if (ahead is { } finding)
        {
            ahead = null;
            return finding;
        }

        try
        {
            var json = new Utf8JsonReader(piece.Json);
            finding = json.Read() ? Read(ref json) : null;
            return finding is not null && !json.Read() ? finding : null;
        }
        catch (Exception failure) when (Mistakes.IsMistake(failure))
        {
            return null;
        }
        finally
        {
            lastLength = piece.Json.Length;
        }
    }

    private InspectorFinding? Read(ref Utf8JsonReader json) => Kind switch
    {
        FindingShapeKind.Inspector2 when Inspector2Json.Finding.Read(ref json) is { FindingArn.Length: > 0 } inspector2
            && (inspector2.Type is not null || inspector2.Severity is not null || inspector2.Resources is not null) => inspector2,
        FindingShapeKind.Cis when CisJson.Finding.Read(ref json) is { CheckId.Length: > 0 } cis => cis,
        FindingShapeKind.Classic when ClassicJson.Finding.Read(ref json)
            is { Arn.Length: > 0, ServiceAttributes: not null } classic => classic,
        FindingShapeKind.Event when Inspector2Json.Event.Read(ref json)
            is { HasFinding: true, Detail: { FindingArn.Length: > 0 } detail } => detail,
        _ => null,
    };
}
