using System.Runtime.CompilerServices;
using System.Text;
using InspectorHub.Common;
using InspectorHub.Emulator.Filters;

namespace InspectorHub.Emulator.Store.Columns;

/// <summary>A place in a finding, by the names on the way; of lists on the way the first element that has a value counts.</summary>
/// <param name="path">Names with dots between.</param>
internal sealed class FindingPath(string path)
{
    private readonly string first = path.Split('.')[0];
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
    public ReadOnlySpan<byte> In(StoredFinding finding)
    {
        var members = finding.Members(!StoredFinding.IsLast(first), StoredFinding.IsLast(first));
        return SeekMember(ref members, step: 0);
    }

    private ReadOnlySpan<byte> In(ReadOnlySpan<byte> utf8, int step)
    {
        var json = new JsonCursor(utf8);
        return Seek(ref json, step);
    }

    // Goes on behind the value where it is, and behind what was looked through where there is none.
    [MethodImpl(Hot.Path)]
    private ReadOnlySpan<byte> Seek(scoped ref JsonCursor json, int step)
    {
        switch (json.Kind)
        {
            case (byte)'[':
                json.Enter();
                while (json.NextItem())
                {
                    if (Seek(ref json, step) is { IsEmpty: false } found) return found;
                }

                return default;
            case (byte)'{' when step < steps.Length:
                json.Enter();
                return SeekMember(ref json, step);
            default:
                var value = json.Value();
                return step == steps.Length && value[0] is not ((byte)'{' or (byte)'n') ? value : default;
        }
    }

    [MethodImpl(Hot.Path)]
    private ReadOnlySpan<byte> SeekMember(scoped ref JsonCursor json, int step)
    {
        while (json.NextMember())
        {
            if (!json.IsNamed(steps[step])) json.Value();
            else if (Seek(ref json, step + 1) is { IsEmpty: false } found) return found;
        }

        return default;
    }
}
