using InspectorHub.Asff.Serialization;
using InspectorHub.Findings.Scan;
using InspectorHub.Outbox;
using InspectorHub.Translation;

namespace InspectorHub.Sync;

/// <summary>
/// What a listing is the whole truth about: per account and Region the sources that it had findings of (the part of the Id before its
/// first slash), the artefacts and instances that were scanned, and what it is said to be complete for.
/// </summary>
/// <param name="accounts">Accounts that it is complete for even if it has nothing of them: the Regions and sources that it
/// had findings of in any account.</param>
public sealed class ArchiveScope(IReadOnlyCollection<string>? accounts = null)
{
    private readonly IReadOnlyCollection<string> accounts = accounts ?? [];
    private readonly HashSet<(Lane Lane, string Scope)> covered = [];
    private readonly HashSet<Lane> lanes = [];

    /// <summary>The listing has a finding, and so it is about what this belongs to.</summary>
    public void Add(OutboundFinding finding)
    {
        if (FindingScope.Of(finding.Id, () => AsffJson.Parse(finding.Body.Span)) is not { } scope || !Cover(finding.Lane, scope)) return;
        // The scan of one artefact says nothing about another account's.
        if (scope.IndexOf(':') >= 0) return;
        foreach (var account in accounts) Cover(finding.Lane with { AccountId = account }, scope);
    }

    /// <summary>The listing is the scan of an artefact, also where it has found nothing.</summary>
    /// <param name="lane">Where what it finds is sent.</param>
    /// <param name="type">What kind of artefact.</param>
    /// <param name="reference">An image reference or a path, as it was given.</param>
    public void Add(Lane lane, ScanArtifactType type, string reference) => Cover(lane, FindingScope.OfScan(type, reference));

    /// <summary>Whether a finding that the listing lacks is over for that.</summary>
    public bool Covers(MissingFinding missing) =>
        lanes.Contains(missing.Lane) && FindingScope.Of(missing.Id, missing.Read) is { } scope && covered.Contains((missing.Lane, scope));

    private bool Cover(Lane lane, string scope)
    {
        lanes.Add(lane);
        return covered.Add((lane, scope));
    }
}
