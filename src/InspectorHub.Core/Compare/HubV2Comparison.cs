using InspectorHub.Aws.HubV2;
using InspectorHub.Ocsf;

namespace InspectorHub.Compare;

/// <summary>
/// Compares the findings of Amazon Inspector in one Region with what Security Hub, the one that holds OCSF, has of them. What the hub
/// holds is read first; then finding after finding is compared with it.
/// </summary>
public sealed class HubV2Comparison
{
    private const int PageSize = 100;
    private const string Resolved = "Resolved";

    private readonly Dictionary<(string? AccountId, string Uid), OcsfFinding> held = [];
    private readonly HashSet<(string? AccountId, string Uid)> compared = [];
    private readonly HashSet<string> covered = new(StringComparer.Ordinal);

    private HubV2Comparison(string region) => Region = region;

    /// <summary>The Region.</summary>
    public string Region { get; }

    /// <summary>Findings of Amazon Inspector that the hub holds.</summary>
    public int Held => held.Count;

    /// <summary>Reads what the hub holds of Amazon Inspector's findings in the client's Region.</summary>
    public static async Task<HubV2Comparison> ReadAsync(SecurityHubV2Client hub, CancellationToken cancellationToken)
    {
        var comparison = new HubV2Comparison(hub.Region);
        var filter = new OcsfFilter().Where("metadata.product.uid", [SecurityHubV2Client.InspectorUid(hub.Region)]).ToJson();
        string? nextToken = null;
        do
        {
            var page = await hub.GetFindingsAsync(filter, newestFirst: false, PageSize, nextToken, cancellationToken).ConfigureAwait(false);
            foreach (var finding in page.Findings)
            {
                if (finding.Uid is { } uid) comparison.held[(finding.AccountId, uid)] = finding;
            }

            nextToken = page.NextToken;
        }
        while (nextToken is not null);

        return comparison;
    }

    /// <summary>What Amazon Inspector lists of an account is compared whole, even if it lists nothing of it.</summary>
    public void Cover(string accountId) => covered.Add(accountId);

    /// <summary>Compares a finding of Amazon Inspector; null where it is over and the hub does not have it, so that nothing is amiss.</summary>
    /// <exception cref="FormatException">It has no uid.</exception>
    public HubV2Difference? Compare(OcsfFinding finding)
    {
        var name = (finding.AccountId, finding.Uid ?? throw new FormatException("The finding has no finding_info.uid."));
        compared.Add(name);
        if (finding.AccountId is { } account) covered.Add(account);
        var isOver = finding.Status == Resolved;
        if (!held.TryGetValue(name, out var theirs))
        {
            return isOver ? null : new HubV2Difference { Kind = DifferenceKind.Missing, Finding = finding };
        }

        // A customer may resolve or suppress a finding that Amazon Inspector still has: that is no difference.
        var isOutdated = theirs.ModifiedAt < finding.ModifiedAt || (isOver && theirs.Status != Resolved);
        return Difference(isOutdated ? DifferenceKind.Outdated : DifferenceKind.Equal, finding, theirs);
    }

    /// <summary>
    /// What the hub has open and was not compared, of the accounts that were or that are covered: to be asked once the listing is known to
    /// be complete.
    /// </summary>
    public IEnumerable<HubV2Difference> FindOrphans() =>
        from entry in held
        where entry.Value.Status != Resolved && !compared.Contains(entry.Key) && entry.Key.AccountId is { } account && covered.Contains(account)
        select Difference(DifferenceKind.Orphaned, entry.Value, entry.Value);

    private static HubV2Difference Difference(DifferenceKind kind, OcsfFinding finding, OcsfFinding theirs) =>
        new() { Kind = kind, Finding = finding, HubUpdatedAt = theirs.ModifiedAt, HubStatus = theirs.Status };
}
