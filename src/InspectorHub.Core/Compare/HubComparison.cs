using System.Runtime.CompilerServices;
using InspectorHub.Asff;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Common;
using InspectorHub.Findings;
using InspectorHub.Findings.Scan;
using InspectorHub.Translation;

namespace InspectorHub.Compare;

/// <summary>
/// Compares the findings of Amazon Inspector in one Region with what an account has imported of them into Security Hub. What
/// Security Hub holds is read first and kept as ids and dates; then finding after finding is compared with it.
/// </summary>
public sealed class HubComparison : IHubComparison
{
    private const int PageSize = 100;

    private readonly ISecurityHubReader hub;
    private readonly Dictionary<string, HeldFinding> held = new(StringComparer.Ordinal);
    // One text for each scope, however many findings are in it.
    private readonly Dictionary<string, string> scopes = new(StringComparer.Ordinal);
    private readonly HashSet<string> compared = new(StringComparer.Ordinal);
    private readonly HashSet<string> covered = new(StringComparer.Ordinal);

    private readonly bool onlyScans;

    private HubComparison(ISecurityHubReader hub, string region, bool onlyScans)
    {
        this.hub = hub;
        this.onlyScans = onlyScans;
        Region = region;
    }

    /// <inheritdoc/>
    public string Region { get; }

    /// <inheritdoc/>
    public int Held => held.Count;

    /// <summary>
    /// Reads what Security Hub holds in the client's Region of all that an account can import of Amazon Inspector's: its findings,
    /// those of Inspector Classic, of CIS scans and of scans in CI.
    /// </summary>
    /// <param name="hub">Security Hub.</param>
    /// <param name="onlyScans">Only what scans in CI have found, which are not many among all.</param>
    /// <param name="counted">Is told, on any thread, of each page how many findings it had.</param>
    /// <param name="cancellationToken">Abandons the reading.</param>
    public static Task<HubComparison> ReadAsync(
        SecurityHubClient hub, bool onlyScans, Action<int>? counted, CancellationToken cancellationToken) =>
        ReadAsync(hub, hub.Region, onlyScans, counted, cancellationToken);

    /// <summary>The same of a Security Hub that does not tell its Region.</summary>
    /// <param name="hub">Security Hub.</param>
    /// <param name="region">Its Region.</param>
    /// <param name="onlyScans">Only what scans in CI have found.</param>
    /// <param name="counted">Is told, on any thread, of each page how many findings it had.</param>
    /// <param name="cancellationToken">Abandons the reading.</param>
    public static async Task<HubComparison> ReadAsync(
        ISecurityHubReader hub, string region, bool onlyScans, Action<int>? counted, CancellationToken cancellationToken)
    {
        var comparison = new HubComparison(hub, region, onlyScans);
        var filter = new HubFilter().Where(
            "Id", (onlyScans ? [FindingIds.Scan] : FindingIds.Sources).Select(source => $"{source}/{region}/*")).ToJson();
        string? nextToken = null;
        do
        {
            var page = await hub.GetFindingsAsync(filter, PageSize, nextToken, cancellationToken).ConfigureAwait(false);
            foreach (var finding in page.Findings)
                comparison.held[finding.Id!] = new HeldFinding(finding.UpdatedAt, finding.RecordState, comparison.ScopeOf(finding));
            counted?.Invoke(page.Findings.Count);
            nextToken = page.NextToken;
        }
        while (nextToken is not null);

        return comparison;
    }

    /// <inheritdoc/>
    public void Cover(string accountId) => covered.Add(ScopeOf(accountId, FindingScope.Inspector2));

    /// <summary>What is compared is all that was found in an artefact, even if it is nothing.</summary>
    /// <param name="artifact">The artefact, and the account that its findings are imported for.</param>
    public void Cover(ScanArtifact artifact) =>
        covered.Add(ScopeOf(artifact.AccountId, FindingScope.OfScan(artifact.Type, artifact.Reference)));

    /// <summary>
    /// Compares a finding in the account form; null where it is over and Security Hub does not have it, so that nothing is
    /// to be done.
    /// </summary>
    /// <exception cref="FormatException">It has no Id.</exception>
    public FindingDifference? Compare(AsffFinding finding)
    {
        var id = string.IsNullOrWhiteSpace(finding.Id) ? throw new FormatException("The finding has no Id.") : finding.Id!;
        if (onlyScans && !FindingIds.IsScan(id))
            throw new FormatException($"Finding {id} is not of a scan, and only those of scans are compared.");
        compared.Add(id);
        if (ScopeOf(finding) is { } scope) covered.Add(scope);
        var isHeld = held.TryGetValue(id, out var theirs);
        // A CIS scan dates what it finds, also what was so before.
        var isNewer = theirs.UpdatedAt < finding.UpdatedAt && !FindingIds.IsCis(id);
        if (!isHeld && finding.RecordState == "ARCHIVED") return null;
        var kind = !isHeld
            ? DifferenceKind.Missing
            : theirs.RecordState == finding.RecordState && !isNewer
            ? DifferenceKind.Equal
            : DifferenceKind.Outdated;
        var updatedAt = finding.UpdatedAt;
        // Opened or archived by somebody else since, with a later time than this one's.
        if (kind == DifferenceKind.Outdated && !(updatedAt > theirs.UpdatedAt)) finding.UpdatedAt = After(theirs.UpdatedAt);
        return new FindingDifference
        {
            Kind = kind,
            Finding = finding,
            UpdatedAt = updatedAt,
            HubUpdatedAt = theirs.UpdatedAt,
            HubRecordState = theirs.RecordState,
        };
    }

    IHubDifference? IHubComparison.Compare(InspectorFinding finding) => Compare(AccountForm.Of(finding, region: null));

    IAsyncEnumerable<IHubDifference> IHubComparison.FindOrphansAsync(IInspector2? inspector, CancellationToken cancellationToken) =>
        FindOrphansAsync(inspector, cancellationToken);

    /// <summary>
    /// What Security Hub has in force and was not compared, of the kinds and accounts of the findings that were, of the artefacts and
    /// instances that were scanned, and of the accounts that are covered: to be asked once the listing is known to be complete. What
    /// the listing says nothing about is left alone.
    /// </summary>
    /// <param name="inspector">Where the findings were listed, to be asked once more for each by its name: a listing may
    /// have gaps. Null for a listing from elsewhere.</param>
    /// <param name="cancellationToken">Abandons the calls.</param>
    public async IAsyncEnumerable<FindingDifference> FindOrphansAsync(
        IInspector2? inspector, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var orphans = held.Where(
            entry =>
                entry.Value.RecordState != "ARCHIVED"
                    && !compared.Contains(entry.Key)
                    && entry.Value.Scope is { } scope
                    && covered.Contains(scope))
            .Select(entry => entry.Key).ToList();
        for (var start = 0; start < orphans.Count; start += InspectorFilter.MaxValues)
        {
            var gone = orphans.GetRange(start, Math.Min(InspectorFilter.MaxValues, orphans.Count - start));
            if (inspector is not null) await LeaveOutKnownAsync(gone, inspector, cancellationToken).ConfigureAwait(false);
            if (gone.Count == 0) continue;
            var some = new HubFilter().Where("Id", gone).ToJson();
            var page = await hub.GetFindingsAsync(some, PageSize, null, cancellationToken).ConfigureAwait(false);
            foreach (var finding in page.Findings)
            {
                var (updatedAt, recordState) = (finding.UpdatedAt, finding.RecordState);
                finding.RecordState = "ARCHIVED";
                // Filled in by Security Hub, not for a provider to send.
                finding.Unmodeled?.Remove("ProcessedAt");
                finding.Unmodeled?.Remove("AwsAccountName");
                finding.UpdatedAt = After(updatedAt);
                yield return new FindingDifference
                {
                    Kind = DifferenceKind.Orphaned,
                    Finding = finding,
                    HubUpdatedAt = updatedAt,
                    HubRecordState = recordState,
                };
            }
        }
    }

    // What it still has; all of them, where it gives something that cannot be read.
    private async Task LeaveOutKnownAsync(List<string> ids, IInspector2 inspector, CancellationToken cancellationToken)
    {
        var partition = Partitions.Of(Region);
        var filter = new InspectorFilter().Where("findingArn", ids.Select(id => FindingIds.AtInspector(id, partition))).ToJson();
        await foreach (var page in inspector.ListFindingsAsync(filter, PageSize, cancellationToken).ConfigureAwait(false))
        {
            foreach (var reading in page)
            {
                if ((reading.Finding?.FindingId ?? reading.Problem?.FindingId) is { } arn) ids.Remove(FindingIds.InAccount(arn)!);
                else ids.Clear();
            }
        }
    }

    private string? ScopeOf(AsffFinding finding) =>
        finding.AwsAccountId is { } account && FindingScope.Of(finding) is { } scope ? ScopeOf(account, scope) : null;

    private string ScopeOf(string accountId, string scope)
    {
        var text = $"{accountId} {scope}";
        if (scopes.TryGetValue(text, out var known)) return known;
        scopes.Add(text, text);
        return text;
    }

    // Security Hub ignores an update that is not newer, whatever this machine's clock says.
    private static DateTimeOffset After(DateTimeOffset? theirs)
    {
        var now = DateTimeOffset.UtcNow;
        return theirs is { } held && held >= now ? AsffTime.After(held) : now;
    }
}
