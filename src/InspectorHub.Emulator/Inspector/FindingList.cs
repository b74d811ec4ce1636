namespace InspectorHub.Emulator.Inspector;

/// <summary>
/// Findings in the order in which they came, each with a place of its own: what goes leaves its place empty, so that a client that
/// is in the middle of the pages misses nothing and sees nothing twice.
/// </summary>
internal sealed class FindingList
{
    private readonly object gate = new();
    private readonly List<ReportedFinding?> places = [];
    private readonly Dictionary<string, int> placeByArn = [];
    private ReportedFinding?[]? snapshot;

    public int Count
    {
        get
        {
            lock (gate) return placeByArn.Count;
        }
    }

    /// <summary>All places as they are now; empty ones are null.</summary>
    public IReadOnlyList<ReportedFinding?> All
    {
        get
        {
            lock (gate) return snapshot ??= [.. places];
        }
    }

    public ReportedFinding? Find(string arn)
    {
        lock (gate) return placeByArn.TryGetValue(arn, out var place) ? places[place] : null;
    }

    /// <summary>Puts one at its place: at the end, unless the same is there.</summary>
    public void Put(ReportedFinding finding)
    {
        lock (gate)
        {
            snapshot = null;
            if (placeByArn.TryGetValue(finding.Arn, out var place))
            {
                places[place] = finding;
                return;
            }

            placeByArn[finding.Arn] = places.Count;
            places.Add(finding);
        }
    }

    /// <summary>Takes one away; false when it was not there.</summary>
    public bool Remove(string arn)
    {
        lock (gate)
        {
            if (!placeByArn.TryGetValue(arn, out var place)) return false;
            snapshot = null;
            places[place] = null;
            return placeByArn.Remove(arn);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            snapshot = null;
            places.Clear();
            placeByArn.Clear();
        }
    }
}
