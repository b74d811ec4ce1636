using System.Runtime.CompilerServices;
using InspectorHub.Aws.HubV2;
using InspectorHub.Aws.Inspector;
using InspectorHub.Findings;
using InspectorHub.Ocsf;
using InspectorHub.Translation.Ocsf;

namespace InspectorHub.Compare;

/// <summary>
/// Compares the findings of Amazon Inspector in one Region with what Security Hub, the one that holds OCSF, has of them. What the hub
/// holds is read first and kept as names and dates; then finding after finding is compared with it.
/// </summary>
public sealed class HubV2Comparison : IHubComparison
{
    private const int PageSize = 100;
    private const string Resolved = "Resolved";

    private readonly SecurityHubV2Client hub;
    private readonly Dictionary<(string? AccountId, string Uid), (DateTimeOffset? ModifiedAt, string? Status)> held = [];
    private readonly HashSet<(string? AccountId, string Uid)> compared = [];
    private readonly HashSet<string> covered = new(StringComparer.Ordinal);

    private HubV2Comparison(SecurityHubV2Client hub) => this.hub = hub;

    /// <inheritdoc/>
    public string Region => hub.Region;

    /// <inheritdoc/>
    public int Held => held.Count;

    /// <summary>Reads what the hub holds of Amazon Inspector's findings in the client's Region.</summary>
    public static async Task<HubV2Comparison> ReadAsync(SecurityHubV2Client hub, Action<int>? counted, CancellationToken cancellationToken)
    {
        var (comparison, read) = (new HubV2Comparison(hub), 0);
        await foreach (var finding in comparison.ReadAsync(new OcsfFilter(), cancellationToken).ConfigureAwait(false))
        {
            if (finding.Uid is { } uid) comparison.held[(finding.AccountId, uid)] = (finding.ModifiedAt, finding.Status);
            if (++read % PageSize == 0) counted?.Invoke(PageSize);
        }

        return comparison;
    }

    /// <inheritdoc/>
    public void Cover(string accountId) => covered.Add(accountId);

    /// <summary>Compares a finding; null where it is over and the hub does not have it, so that nothing is amiss.</summary>
    /// <exception cref="FormatException">It has no uid, or Amazon Inspector does not send such findings to this hub.</exception>
    public HubV2Difference? Compare(OcsfFinding finding)
    {
        var name = (finding.AccountId, finding.Uid ?? throw new FormatException("The finding has no finding_info.uid."));
        if (finding.ProductUid != SecurityHubV2Client.InspectorUid(Region))
            throw new FormatException($"Finding {finding.Uid} is none that Amazon Inspector itself sends to Security Hub in {Region}.");
        compared.Add(name);
        if (finding.AccountId is { } account) covered.Add(account);
        var isOver = finding.Status == Resolved;
        var isHeld = held.TryGetValue(name, out var theirs);
        if (!isHeld && isOver) return null;
        return new HubV2Difference
        {
            // A customer may resolve or suppress a finding that Amazon Inspector still has: that is no difference.
            Kind = !isHeld ? DifferenceKind.Missing
                : theirs.ModifiedAt < finding.ModifiedAt || (isOver && theirs.Status != Resolved) ? DifferenceKind.Outdated
                : DifferenceKind.Equal,
            Finding = finding,
            HubUpdatedAt = theirs.ModifiedAt,
            HubStatus = theirs.Status,
        };
    }

    IHubDifference? IHubComparison.Compare(InspectorFinding finding) =>
        Compare(OcsfFinding.Parse(OcsfTranslator.Translate(finding, OcsfVersion.V160)));

    IAsyncEnumerable<IHubDifference> IHubComparison.FindOrphansAsync(IInspector2? inspector, CancellationToken cancellationToken) =>
        FindOrphansAsync(inspector, cancellationToken);

    /// <summary>
    /// What the hub has open and was not compared, of the accounts that were or that are covered: to be asked once the listing is known to
    /// be complete.
    /// </summary>
    /// <param name="inspector">Where the findings were listed, to be asked once more for each by its name: a listing may have gaps. Null
    /// for a listing from elsewhere.</param>
    /// <param name="cancellationToken">Abandons the calls.</param>
    public async IAsyncEnumerable<HubV2Difference> FindOrphansAsync(
        IInspector2? inspector, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var orphans = (from entry in held
                       where entry.Value.Status != Resolved && !compared.Contains(entry.Key)
                           && entry.Key.AccountId is { } account && covered.Contains(account)
                       select entry.Key).ToList();
        for (var start = 0; start < orphans.Count; start += InspectorFilter.MaxValues)
        {
            var gone = new HashSet<(string? AccountId, string Uid)>(orphans.Skip(start).Take(InspectorFilter.MaxValues));
            if (inspector is not null) await LeaveOutKnownAsync(gone, inspector, cancellationToken).ConfigureAwait(false);
            if (gone.Count == 0) continue;
            var some = new OcsfFilter().Where("finding_info.uid", gone.Select(name => name.Uid));
            await foreach (var finding in ReadAsync(some, cancellationToken).ConfigureAwait(false))
            {
                if (finding.Uid is not { } uid || !gone.Remove((finding.AccountId, uid))) continue;
                yield return new HubV2Difference
                {
                    Kind = DifferenceKind.Orphaned,
                    Finding = finding,
                    HubUpdatedAt = finding.ModifiedAt,
                    HubStatus = finding.Status,
                };
            }
        }
    }

    // What it still has; all of them, where it gives something that cannot be read.
    private static async Task LeaveOutKnownAsync(
        HashSet<(string? AccountId, string Uid)> gone, IInspector2 inspector, CancellationToken cancellationToken)
    {
        var filter = new InspectorFilter().Where("findingArn", gone.Select(name => name.Uid)).ToJson();
        await foreach (var page in inspector.ListFindingsAsync(filter, PageSize, cancellationToken).ConfigureAwait(false))
        {
            foreach (var reading in page)
            {
                if ((reading.Finding?.FindingId ?? reading.Problem?.FindingId) is { } arn) gone.RemoveWhere(name => name.Uid == arn);
                else gone.Clear();
            }
        }
    }

    private async IAsyncEnumerable<OcsfFinding> ReadAsync(OcsfFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filters = filter.Where("metadata.product.uid", [SecurityHubV2Client.InspectorUid(Region)]).ToJson();
        string? nextToken = null;
        do
        {
            var page = await hub.GetFindingsAsync(filters, newestFirst: false, PageSize, nextToken, cancellationToken)
                .ConfigureAwait(false);
            foreach (var finding in page.Findings) yield return finding;
            nextToken = page.NextToken;
        }
        while (nextToken is not null);
    }
}
