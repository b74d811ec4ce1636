using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text;
using InspectorHub.Common;
using InspectorHub.Emulator.Filters;

namespace InspectorHub.Emulator.Store.Columns;

/// <summary>A place in a finding, by the names on the way; of lists on the way the first element that has a value counts.</summary>
/// <param name="path">Names with dots between.</param>
internal sealed class FindingPath(string path)
{
    private readonly string first = path.Split('.')[0];
    private readonly Needles[] names = [.. path.Split('.').Select(step => new Needles([$"\"{step}\""]))];
    private readonly byte[][] steps = [.. path.Split('.').Select(Encoding.UTF8.GetBytes)];

    /// <summary>The JSON of the value there, a text, a number or a truth; empty where there is none.</summary>
    [MethodImpl(Hot.Path)]
    public ReadOnlySpan<byte> In(JsonMembers finding)
    {
        if (finding.Json(first) is not { } member) return default;
        // Most are texts at the top, and need no reading.
        return steps.Length == 1 && member.Span[0] == (byte)'"' ? member.Span : In(member.Span, 1);
    }

    /// <inheritdoc cref="In(JsonMembers)"/>
    /// <param name="finding">As UTF-8 JSON.</param>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> finding) => MayBeIn(finding) ? In(finding, 0) : default;

    private ReadOnlySpan<byte> In(ReadOnlySpan<byte> utf8, int step)
    {
        var json = new Utf8JsonReader(utf8);
        return json.Read() && Seek(ref json, step) ? utf8.Slice((int)json.TokenStartIndex, (int)(json.BytesConsumed - json.TokenStartIndex))
            : default;
    }

    private bool MayBeIn(ReadOnlySpan<byte> finding)
    {
        foreach (var name in names)
        {
            if (!name.MayBeIn(finding)) return false;
        }

        return true;
    }

    // Stops at the value; where there is none, behind the last token of what was looked through.
    [MethodImpl(Hot.Path)]
    private bool Seek(ref Utf8JsonReader json, int step)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartArray:
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    if (Seek(ref json, step)) return true;
                }

                return false;
            case JsonTokenType.StartObject when step < steps.Length:
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    var isOnTheWay = json.ValueTextEquals(steps[step]);
                    json.Read();
                    if (!isOnTheWay) json.Skip();
                    else if (Seek(ref json, step + 1)) return true;
                }

                return false;
            case JsonTokenType.StartObject:
                json.Skip();
                return false;
            default:
                return step == steps.Length && json.TokenType != JsonTokenType.Null;
        }
    }
}
