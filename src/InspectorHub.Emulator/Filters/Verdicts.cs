using InspectorHub.Emulator.Store.Columns;

namespace InspectorHub.Emulator.Filters;

/// <summary>
/// What was decided of short JSON, so that the same is decided once: most attributes have few values that are different.
/// </summary>
internal sealed class Verdicts
{
    private const int Longest = 128;
    private const int Most = 4096;

    private readonly TextPool known = new();
    private readonly List<bool> verdicts = [];

    /// <summary>Whether it was decided before.</summary>
    public bool TryFind(ReadOnlySpan<byte> json, out bool verdict)
    {
        var code = json.Length > Longest ? 0 : known.Find(json);
        verdict = code != 0 && verdicts[code - 1];
        return code != 0;
    }

    /// <summary>Keeps what was decided, unless it is long or there is much already.</summary>
    public void Add(ReadOnlySpan<byte> json, bool verdict)
    {
        if (json.Length > Longest || verdicts.Count == Most) return;
        known.Add(json);
        verdicts.Add(verdict);
    }
}
