using InspectorHub.Aws;
using InspectorHub.Common;
using InspectorHub.Findings;
using InspectorHub.Outbox;
using InspectorHub.Translation;

namespace InspectorHub.Sync;

/// <summary>
/// What a listing of all that is active has to do besides sending it: to find what has been sent and is not listed any more.
/// Amazon Inspector is asked for each of these by name, since a listing takes a while and may lack what has come meanwhile, what
/// its filter does not want, and what could not be read. Only what it then does not know, in an account that is in sight, is over.
/// </summary>
internal sealed class FullRound : IDisposable
{
    private readonly ChangeListing listing;
    private readonly SyncOptions options;
    private readonly ArchiveListing seen;
    private readonly HashSet<string> accounts;

    public FullRound(ChangeListing listing, FindingOutbox outbox, SyncOptions options)
    {
        this.listing = listing;
        this.options = options;
        seen = new ArchiveListing(outbox);
        accounts = new HashSet<string>(StringComparer.Ordinal) { listing.AccountId };
    }

    /// <summary>Accounts whose findings have been sent and that are out of sight: nothing is known about those.</summary>
    public IReadOnlyList<string> OutOfSight { get; private set; } = [];

    /// <summary>Findings of which Amazon Inspector gave something that could not be read: they are left as they are.</summary>
    public int Unclear { get; private set; }

    /// <summary>Findings whose content is damaged in the outbox, so that they cannot be archived.</summary>
    public int Unreadable => seen.Unreadable;

    /// <summary>The listing has this finding, also where nothing can be made of it.</summary>
    public void See(FindingReading reading)
    {
        if (ArnOf(reading) is not { } name || Arn.Parse(name) is not { } arn) return;
        accounts.Add(arn.AccountId);
        seen.See(new Lane(listing.Endpoint, listing.Region, arn.AccountId), FindingIds.InAccount(name)!);
    }

    /// <summary>Once all is listed: finds what is over.</summary>
    /// <param name="take">Sends what Amazon Inspector has all the same, as it is now.</param>
    /// <param name="cancellationToken">Abandons the calls.</param>
    /// <exception cref="AwsException">Amazon Inspector did not answer: nothing is known to be over.</exception>
    public async Task<IReadOnlyList<MissingFinding>> FindOverAsync(Func<FindingReading, Task> take, CancellationToken cancellationToken)
    {
        var missing = seen.Missing(IsListable).ToList();
        await LookForAccountsAsync(missing, cancellationToken).ConfigureAwait(false);
        var known = missing.FindAll(finding => accounts.Contains(finding.Lane.AccountId));
        var over = new List<MissingFinding>();
        for (var start = 0; start < known.Count; start += InspectorFilter.MaxValues)
            over.AddRange(await AskAsync(known.GetRange(start, Math.Min(InspectorFilter.MaxValues, known.Count - start)), take, cancellationToken).ConfigureAwait(false));
        return over;
    }

    /// <summary>What is over, as it is to be sent; null where a newer version has come meanwhile.</summary>
    public OutboundFinding? Archive(MissingFinding finding) => seen.Archive(finding, listing.AnsweredAt ?? options.Time.GetUtcNow());

    /// <inheritdoc/>
    public void Dispose() => seen.Dispose();

    // What another Region has found may have been sent to this one, where nobody knows it by its ARN.
    private bool IsListable(MissingFinding finding) =>
        finding.Lane.Region == listing.Region && finding.Lane.Endpoint == listing.Endpoint &&
        FindingIds.IsInspector2Finding(finding.Id) && FindingIds.RegionOf(finding.Id) == listing.Region;

    private static string? ArnOf(FindingReading reading) => reading.Finding?.FindingId ?? reading.Problem?.FindingId;

    // An account of which nothing is listed may have nothing any more, or be no member any more.
    private async Task LookForAccountsAsync(List<MissingFinding> missing, CancellationToken cancellationToken)
    {
        var unknown = missing.Select(finding => finding.Lane.AccountId).Distinct(StringComparer.Ordinal).Where(account => !accounts.Contains(account)).ToList();
        if (unknown.Count == 0) return;
        try
        {
            accounts.UnionWith(await listing.FindInSightAsync(unknown, cancellationToken).ConfigureAwait(false));
        }
        catch (AwsException)
        {
            // Not allowed to ask, or no answer: they are out of sight then.
        }

        OutOfSight = unknown.FindAll(account => !accounts.Contains(account));
    }

    private async Task<IEnumerable<MissingFinding>> AskAsync(List<MissingFinding> some, Func<FindingReading, Task> take, CancellationToken cancellationToken)
    {
        var partition = Partitions.Of(listing.Region);
        var unanswered = some.ToDictionary(finding => FindingIds.AtInspector(finding.Id, partition), StringComparer.Ordinal);
        var isClear = true;
        var asked = unanswered.Keys.ToList();
        var pages = options.OutOfFilter == OutOfFilter.Archive ? listing.FindWantedAsync(asked, cancellationToken) : listing.FindAsync(asked, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var reading in page)
            {
                if (ArnOf(reading) is not { } arn) isClear = false;
                else if (unanswered.Remove(arn)) await take(reading).ConfigureAwait(false);
            }
        }

        if (isClear) return unanswered.Values;
        Unclear += unanswered.Count;
        return [];
    }
}
