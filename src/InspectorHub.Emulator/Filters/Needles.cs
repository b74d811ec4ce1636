using System.Text;

namespace InspectorHub.Emulator.Filters;

/// <summary>
/// Texts of which a finding must have one somewhere, or an attribute cannot match: nearly all findings that do not match are told
/// by their bytes, without being read.
/// </summary>
internal sealed class Needles(IEnumerable<string> texts)
{
    private readonly byte[][] needles = [.. texts.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether texts stand in JSON as they are: without what has to be escaped.</summary>
    public static bool ArePlain(IEnumerable<string> texts) =>
        texts.All(text => text.All(letter => letter >= ' ' && letter is not ('"' or '\\')));

    /// <summary>Whether a finding may have one of them. Where something is escaped, anything may.</summary>
    public bool MayBeIn(ReadOnlySpan<byte> finding)
    {
        foreach (var needle in needles)
        {
            if (finding.IndexOf(needle) >= 0) return true;
        }

        return finding.IndexOf((byte)'\\') >= 0;
    }
}
