using System.Runtime.CompilerServices;
using InspectorHub.Common;

namespace InspectorHub.Emulator.Filters;

/// <summary>What a query looks at of a finding, taken out of it; it is through with the finding as soon as it has everything.</summary>
internal ref struct PartialFinding
{
    private readonly PathTree root;
    private readonly byte[] buffer;
    private int end;

    private PartialFinding(PathTree root, byte[] buffer)
    {
        this.root = root;
        this.buffer = buffer;
    }

    /// <summary>How long a buffer must be: a digit that stands where an object is looked for becomes a null.</summary>
    public static int MostBytes(StoredFinding finding) => finding.Json.Length * 3;

    /// <summary>Takes what is looked at.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="places">What is looked at.</param>
    /// <param name="buffer">Where it is put, as JSON of its own; of <see cref="MostBytes"/> at least.</param>
    public static ReadOnlyMemory<byte> Take(StoredFinding finding, PathTree places, byte[] buffer)
    {
        var part = new PartialFinding(places, buffer);
        if (places.IsWhole)
        {
            part.Put(finding.Json);
        }
        else
        {
            var members = places.In(finding);
            part.TakeMembers(ref members, places);
        }

        return buffer.AsMemory(0, part.end);
    }

    private void Take(ref JsonCursor json, PathTree tree)
    {
        if (tree.IsWhole)
        {
            Put(json.Value());
        }
        else if (json.Kind == '[')
        {
            TakeList(ref json, tree);
        }
        else if (json.Kind == '{')
        {
            json.Enter();
            TakeMembers(ref json, tree);
        }
        else
        {
            json.Value();
            Put("null"u8);
        }
    }

    private void TakeList(ref JsonCursor json, PathTree tree)
    {
        Put((byte)'[');
        json.Enter();
        for (var begin = end; json.NextItem();)
        {
            if (end != begin) Put((byte)',');
            Take(ref json, tree);
        }

        Put((byte)']');
    }

    [MethodImpl(Hot.Path)]
    private void TakeMembers(ref JsonCursor json, PathTree tree)
    {
        Put((byte)'{');
        var begin = end;
        // The finding itself is left as soon as everything has been found.
        var left = ReferenceEquals(tree, root) ? root.Count : int.MaxValue;
        while (left > 0 && json.NextMember())
        {
            if (tree.Find(json) is not { } branch)
            {
                json.Value();
                continue;
            }

            if (end != begin) Put((byte)',');
            Put(json.Name);
            Put((byte)':');
            Take(ref json, branch);
            left--;
        }

        Put((byte)'}');
    }

    private void Put(byte value) => buffer[end++] = value;

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.AsSpan(end));
        end += bytes.Length;
    }
}
