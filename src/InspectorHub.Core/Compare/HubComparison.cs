using System.Runtime.CompilerServices;
using InspectorHub.Asff;
using InspectorHub.Aws;

namespace InspectorHub.Compare;

/// <summary>
/// Compares the findings of Amazon Inspector in one Region with what an account has imported of them into Security Hub. What
/// Security Hub holds is read first and kept as ids and dates; then finding after finding is compared with it.
/// </summary>
public sealed class HubComparison
{
    private const int PageSize = 100;

    private readonly SecurityHubClient hub;
    private readonly Dictionary<string, (DateTimeOffset? UpdatedAt, string? RecordState)> held = new(StringComparer.Ordinal);
    private readonly HashSet<string> compared = new(StringComparer.Ordinal);
    private readonly HashSet<string> covered = new(StringComparer.Ordinal);

    private HubComparison(SecurityHubClient hub) => this.hub = hub;

    /// <summary>The Region.</summary>
    public string Region => hub.Region;

    /// <summary>Findings that Security Hub holds.</summary>
    public int Held => held.Count;

    /// <summary>Reads what Security Hub holds of the findings of Amazon Inspector and Inspector Classic in the client's Region.</summary>
    public static async Task<HubComparison> ReadAsync(SecurityHubClient hub, CancellationToken cancellationToken)
    {
        var comparison = new HubComparison(hub);
        var filter = new HubFilter().Where("Id", [$"inspector2/{hub.Region}/*", $"inspector/{hub.Region}/*"]).ToJson();
        string? nextToken = null;
        do
        {
            var page = await hub.GetFindingsAsync(filter, PageSize, nextToken, cancellationToken).ConfigureAwait(false);
            foreach (var finding in page.Findings) comparison.held[finding.Id!] = (finding.UpdatedAt, finding.RecordState);
            nextToken = page.NextToken;
        }
        while (nextToken is not null);

        return comparison;
    }

    /// <summary>What Amazon Inspector lists of an account is compared whole, even if it lists nothing of it.</summary>
    public void Cover(string accountId) => covered.Add($"inspector2/{Region}/{accountId}");

    /// <summary>Compares a finding in the account form; null where it is over and Security Hub does not have it, so that nothing is to be done.</summary>
    /// <exception cref="FormatException">It has no Id.</exception>
    public FindingDifference? Compare(AsffFinding finding)
    {
        var id = string.IsNullOrWhiteSpace(finding.Id) ? throw new FormatException("The finding has no Id.") : finding.Id!;
        compared.Add(id);
        covered.Add(Scope(id));
        var isHeld = held.TryGetValue(id, out var theirs);
        if (!isHeld && finding.RecordState == "ARCHIVED") return null;
        return new FindingDifference
        {
            Kind = !isHeld ? DifferenceKind.Missing : theirs.RecordState == finding.RecordState && !(theirs.UpdatedAt < finding.UpdatedAt) ? DifferenceKind.Equal : DifferenceKind.Outdated,
            Finding = finding,
            HubUpdatedAt = theirs.UpdatedAt,
            HubRecordState = theirs.RecordState,
        };
    }

    /// <summary>
    /// What Security Hub has in force and was not compared, of the kinds and accounts of the findings that were and of the
    /// accounts that are covered: to be asked once the listing is known to be complete. What the listing says nothing about is left alone.
    /// </summary>
    public async IAsyncEnumerable<FindingDifference> FindOrphansAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var orphans = held.Where(entry => entry.Value.RecordState != "ARCHIVED" && !compared.Contains(entry.Key) && covered.Contains(Scope(entry.Key))).Select(entry => entry.Key).ToList();
        for (var start = 0; start < orphans.Count; start += HubFilter.MaxValues)
        {
            var some = new HubFilter().Where("Id", orphans.Skip(start).Take(HubFilter.MaxValues)).ToJson();
            var page = await hub.GetFindingsAsync(some, PageSize, null, cancellationToken).ConfigureAwait(false);
            foreach (var finding in page.Findings)
            {
                var (updatedAt, recordState) = (finding.UpdatedAt, finding.RecordState);
                finding.RecordState = "ARCHIVED";
                // Filled in by Security Hub, not for a provider to send.
                finding.Unmodeled?.Remove("ProcessedAt");
                finding.Unmodeled?.Remove("AwsAccountName");
                finding.UpdatedAt = DateTimeOffset.UtcNow;
                yield return new FindingDifference { Kind = DifferenceKind.Orphaned, Finding = finding, HubUpdatedAt = updatedAt, HubRecordState = recordState };
            }
        }
    }

    // inspector2/REGION/ACCOUNT/… without the finding.
    private static string Scope(string id) => string.Join("/", id.Split('/').Take(3));
}
