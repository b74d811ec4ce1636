using System.Text;
using System.Text.Json;

namespace InspectorHub.Emulator.Filters;

/// <summary>
/// Reads of a finding what a query looks at. Most of a finding is resources and vulnerabilities, which stand last: a query by
/// anything else is through with a finding after its first few hundred bytes.
/// </summary>
internal sealed class PartialFinding
{
    private readonly byte[][] names;
    private readonly bool isWhole;
    private byte[] buffer = [];

    /// <param name="paths">What is looked at, names with dots between; an empty one is the finding itself.</param>
    public PartialFinding(IEnumerable<string> paths)
    {
        var first = paths.Select(path => path.Split('.')[0]).Distinct().ToList();
        isWhole = first.Contains("");
        names = [.. first.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The members that are looked at, as an object of their own; good until the next one is asked for.</summary>
    public JsonDocument Parse(ReadOnlySpan<byte> finding)
    {
        // No more than the finding, a brace at each end, and a comma in the place of what is left out.
        if (buffer.Length < finding.Length + 2) buffer = new byte[finding.Length * 2];
        return JsonDocument.Parse(buffer.AsMemory(0, isWhole ? Copy(finding) : Gather(finding)));
    }

    private int Copy(ReadOnlySpan<byte> finding)
    {
        finding.CopyTo(buffer);
        return finding.Length;
    }

    private int Gather(ReadOnlySpan<byte> finding)
    {
        var end = 0;
        var json = new Utf8JsonReader(finding);
        json.Read();
        for (var left = names.Length; left > 0 && json.Read() && json.TokenType == JsonTokenType.PropertyName;)
        {
            var isLookedAt = IsLookedAt(ref json);
            var start = (int)json.TokenStartIndex;
            json.Read();
            json.Skip();
            if (!isLookedAt) continue;
            buffer[end] = end == 0 ? (byte)'{' : (byte)',';
            end++;
            var member = finding.Slice(start, (int)json.BytesConsumed - start);
            member.CopyTo(buffer.AsSpan(end));
            end += member.Length;
            left--;
        }

        if (end == 0) buffer[end++] = (byte)'{';
        buffer[end++] = (byte)'}';
        return end;
    }

    private bool IsLookedAt(ref Utf8JsonReader json)
    {
        foreach (var name in names)
        {
            if (json.ValueTextEquals(name)) return true;
        }

        return false;
    }
}
