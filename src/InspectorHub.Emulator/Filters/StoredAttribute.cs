using System.Buffers;
using System.Text.Json;

namespace InspectorHub.Emulator.Filters;

/// <summary>The filter of an attribute over findings as they are stored: of each no more is read than what the filter looks at.</summary>
/// <param name="filter">The filter.</param>
/// <param name="places">What it looks at.</param>
/// <param name="needles">What must be there; null where anything may match.</param>
internal sealed class StoredAttribute(AttributeFilter filter, PathTree places, Needles? needles)
{
    private readonly Verdicts verdicts = new();

    /// <summary>Whether a finding passes.</summary>
    public bool Matches(StoredFinding finding)
    {
        if (places.IsWhole && needles?.MayBeIn(finding.Json) == false) return false;
        var buffer = ArrayPool<byte>.Shared.Rent(PartialFinding.MostBytes(finding));
        try
        {
            return Matches(PartialFinding.Take(finding, places, buffer));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool Matches(ReadOnlyMemory<byte> part)
    {
        if (needles?.MayBeIn(part.Span) == false) return false;
        if (verdicts.TryFind(part.Span, out var known)) return known;
        using var read = JsonDocument.Parse(part);
        var verdict = filter.Matches(read.RootElement);
        verdicts.Add(part.Span, verdict);
        return verdict;
    }
}
