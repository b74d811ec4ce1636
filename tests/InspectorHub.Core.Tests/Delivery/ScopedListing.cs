using InspectorHub.Outbox;
using InspectorHub.Sync;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>A listing that is the whole of what it has findings of.</summary>
internal sealed class ScopedListing(FindingOutbox outbox, params string[] accounts) : IDisposable
{
    private readonly ArchiveListing listing = new(outbox);
    private readonly ArchiveScope scope = new(accounts);

    public int Unreadable => listing.Unreadable;

    public ArchiveScope Scope => scope;

    public void See(OutboundFinding finding)
    {
        listing.See(finding.Lane, finding.Id);
        scope.Add(finding);
    }

    public IReadOnlyList<OutboundFinding> Missing() =>
        [.. listing.Missing(scope.Covers).ToList().Select(finding => listing.Archive(finding)).OfType<OutboundFinding>()];

    public void Dispose() => listing.Dispose();
}
