using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using InspectorHub.Common;

namespace InspectorHub.Emulator.Filters;

/// <summary>
/// Reads of a finding what a query looks at. Most of a finding is resources and vulnerabilities, which stand last: a query by
/// anything else is through with a finding after its first few hundred bytes, one by these begins with them.
/// </summary>
internal sealed class PartialFinding
{
    private static readonly byte[] Vulnerabilities = Encoding.UTF8.GetBytes(",\"Vulnerabilities\":");

    private readonly PathTree root;
    private readonly byte[]? last;
    private byte[] buffer = [];
    private int end;

    /// <param name="paths">What is looked at, names with dots between; an empty one is the finding itself.</param>
    public PartialFinding(IEnumerable<string> paths)
    {
        root = PathTree.Of(paths);
        if (root.Branches is [{ Name: "Resources" or "Vulnerabilities" } only] && !root.IsWhole)
            last = Encoding.UTF8.GetBytes($",\"{only.Name}\":");
    }

    /// <summary>What is looked at, as an object of its own; good until the next one is asked for.</summary>
    [MethodImpl(Hot.Path)]
    public JsonDocument Parse(ReadOnlySpan<byte> finding)
    {
        // What is taken is no longer than the finding; of what is a list elsewhere and no list here, a null stays.
        if (buffer.Length < finding.Length * 2) buffer = new byte[finding.Length * 4];
        end = 0;
        if (!TakeLast(finding))
        {
            end = 0;
            var json = new Utf8JsonReader(finding);
            json.Read();
            Take(ref json, finding, root);
        }

        return JsonDocument.Parse(buffer.AsMemory(0, end));
    }

    // Begins where the name stands last. If that was within something else, the value does not end where the finding does.
    private bool TakeLast(ReadOnlySpan<byte> finding)
    {
        if (last is null || finding.LastIndexOf(last) is not (> 0 and var start)) return false;
        var utf8 = finding.Slice(start + last.Length);
        var json = new Utf8JsonReader(utf8);
        json.Read();
        Put((byte)'{');
        Put(last.AsSpan(1));
        Take(ref json, utf8, root.Branches[0]);
        Put((byte)'}');
        var rest = utf8.Slice((int)json.BytesConsumed);
        return rest.Length == 1 || rest.StartsWith(Vulnerabilities);
    }

    [MethodImpl(Hot.Path)]
    private void Take(ref Utf8JsonReader json, ReadOnlySpan<byte> utf8, PathTree tree)
    {
        switch (json.TokenType)
        {
            case var _ when tree.IsWhole:
                var start = (int)json.TokenStartIndex;
                json.Skip();
                Put(utf8.Slice(start, (int)json.BytesConsumed - start));
                break;
            case JsonTokenType.StartArray:
                TakeList(ref json, utf8, tree);
                break;
            case JsonTokenType.StartObject:
                TakeObject(ref json, utf8, tree);
                break;
            default:
                Put("null"u8);
                break;
        }
    }

    private void TakeList(ref Utf8JsonReader json, ReadOnlySpan<byte> utf8, PathTree tree)
    {
        var begin = end;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Put(end == begin ? (byte)'[' : (byte)',');
            Take(ref json, utf8, tree);
        }

        if (end == begin) Put((byte)'[');
        Put((byte)']');
    }

    private void TakeObject(ref Utf8JsonReader json, ReadOnlySpan<byte> utf8, PathTree tree)
    {
        var begin = end;
        // The finding itself is left as soon as everything has been found.
        var left = ReferenceEquals(tree, root) ? root.Branches.Count : int.MaxValue;
        while (left > 0 && json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var branch = Branch(ref json, tree);
            var start = (int)json.TokenStartIndex;
            json.Read();
            if (branch is null)
            {
                json.Skip();
                continue;
            }

            Put(end == begin ? (byte)'{' : (byte)',');
            Put(utf8.Slice(start, (int)json.TokenStartIndex - start));
            Take(ref json, utf8, branch);
            left--;
        }

        if (end == begin) Put((byte)'{');
        Put((byte)'}');
    }

    private static PathTree? Branch(ref Utf8JsonReader json, PathTree tree)
    {
        for (var index = 0; index < tree.Branches.Count; index++)
        {
            if (json.ValueTextEquals(tree.Branches[index].Utf8Name)) return tree.Branches[index];
        }

        return null;
    }

    private void Put(byte value) => buffer[end++] = value;

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.AsSpan(end));
        end += bytes.Length;
    }
}
