using InspectorHub.Aws;
using InspectorHub.Aws.Inspector;
using InspectorHub.Common;
using InspectorHub.Delivery;
using InspectorHub.Findings;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Outbox;
using InspectorHub.Translation;

namespace InspectorHub.Sync.Rounds;

/// <summary>
/// What a listing of all that is active has to do besides sending it: to find what has been sent and is not listed any more.
/// Amazon Inspector is asked for each of these by name, since a listing takes a while and may lack what has come meanwhile, what
/// its filter does not want, and what could not be read. Only what it then does not know, in an account that is in sight, is over.
/// </summary>
internal sealed class FullRound : IDisposable
{
    private readonly ChangeListing listing;
    private readonly Dispatcher delivery;
    private readonly SyncOptions options;
    private readonly ArchiveListing seen;
    private readonly HashSet<string> accounts;
    private readonly DateTimeOffset began;

    public FullRound(ChangeListing listing, Dispatcher delivery, SyncOptions options)
    {
        this.listing = listing;
        this.delivery = delivery;
        this.options = options;
        seen = new ArchiveListing(delivery.Outbox);
        accounts = new HashSet<string>(StringComparer.Ordinal) { listing.AccountId };
        began = Now;
    }

    /// <summary>Why Security Hub could not be asked what it holds, by account.</summary>
    public Dictionary<string, AwsException> Unread { get; } = new(StringComparer.Ordinal);

    /// <summary>What Security Hub holds and is over, and cannot be archived, since it is not as findings are.</summary>
    public IReadOnlyList<TranslationException> Unusable { get; private set; } = [];

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
        seen.See(LaneOf(arn.AccountId), FindingIds.InAccount(name)!, reading.Finding is Inspector2Finding { Status: "ACTIVE" });
    }

    /// <summary>Once all is listed: finds what is over.</summary>
    /// <param name="take">
    /// Sends what Amazon Inspector has all the same, as it is now, also where Security Hub was seen to hold it otherwise.
    /// </param>
    /// <param name="cancellationToken">Abandons the calls.</param>
    /// <exception cref="AwsException">Amazon Inspector did not answer: nothing is known to be over.</exception>
    public async Task<IReadOnlyList<MissingFinding>> FindOverAsync(
        Func<FindingReading, Sighting, Task> take, CancellationToken cancellationToken)
    {
        var missing = seen.Missing(IsListable).ToList();
        await LookForAccountsAsync(missing, cancellationToken).ConfigureAwait(false);
        var known = missing.FindAll(finding => accounts.Contains(finding.Lane.AccountId));
        var held = await ReadHeldAsync(known, cancellationToken).ConfigureAwait(false);
        known.AddRange(held.Missing);
        Unusable = held.Unusable;
        var over = new List<MissingFinding>();
        for (var start = 0; start < known.Count; start += InspectorFilter.MaxValues)
            over.AddRange(
                await AskAsync(
                    known.GetRange(start, Math.Min(InspectorFilter.MaxValues, known.Count - start)), take,
                    cancellationToken).ConfigureAwait(false));
        await BringBackAsync(held.Lost, take, cancellationToken).ConfigureAwait(false);
        return over;
    }

    /// <summary>What is over, as it is to be sent; null where a newer version has come meanwhile.</summary>
    public OutboundFinding? Archive(MissingFinding finding) => seen.Archive(finding, listing.AnsweredAt ?? options.Time.GetUtcNow());

    /// <inheritdoc/>
    public void Dispose() => seen.Dispose();

    private DateTimeOffset Now => delivery.Outbox.Options.Time.GetUtcNow();

    private Lane LaneOf(string accountId) => new(listing.Endpoint, listing.Region, accountId);

    // What another Region has found may have been sent to this one, where nobody knows it by its ARN.
    private bool IsListable(MissingFinding finding) =>
        finding.Lane.Region == listing.Region && finding.Lane.Endpoint == listing.Endpoint &&
        FindingIds.IsInspector2Finding(finding.Id) && FindingIds.RegionOf(finding.Id) == listing.Region;

    private static string? ArnOf(FindingReading reading) => reading.Finding?.FindingId ?? reading.Problem?.FindingId;

    // An account of which nothing is listed may have nothing any more, or be no member any more.
    private async Task LookForAccountsAsync(List<MissingFinding> missing, CancellationToken cancellationToken)
    {
        var unknown = missing
            .Select(finding => finding.Lane.AccountId).Distinct(StringComparer.Ordinal).Where(account => !accounts.Contains(account))
                .ToList();
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

    private async Task<HeldFindings> ReadHeldAsync(List<MissingFinding> known, CancellationToken cancellationToken)
    {
        var held = new HeldFindings(delivery, seen);
        var byId = known.ToDictionary(finding => finding.Id, StringComparer.Ordinal);
        await LookForMembersAsync(cancellationToken).ConfigureAwait(false);
        foreach (var lane in accounts.Select(LaneOf).Where(lane => options.AsksHub || !seen.Remembers(lane, began)))
        {
            try
            {
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, delivery.Ended);
                await held.ReadAsync(lane, byId, Now, ended.Token).ConfigureAwait(false);
            }
            catch (AwsException failure)
            {
                Unread[lane.AccountId] = failure;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The time of the delivery is over, and with it that of the round.
                break;
            }
        }

        return held;
    }

    // Of an account that has nothing any more, neither a listing nor an outbox that has sent nothing of it tells.
    private async Task LookForMembersAsync(CancellationToken cancellationToken)
    {
        if (!options.AsksHub && seen.Remembers(LaneOf(listing.AccountId), began)) return;
        try
        {
            accounts.UnionWith(await listing.ListMembersAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (AwsException)
        {
            // Not allowed to ask, or no administrator: only accounts that are listed are looked into.
        }
    }

    // What Security Hub has archived or lost and Amazon Inspector lists.
    private async Task BringBackAsync(
        Dictionary<string, DateTimeOffset?> lost, Func<FindingReading, Sighting, Task> take, CancellationToken cancellationToken)
    {
        var partition = Partitions.Of(listing.Region);
        var ids = lost.Keys.ToList();
        for (var start = 0; start < ids.Count; start += InspectorFilter.MaxValues)
        {
            var some = ids.GetRange(start, Math.Min(InspectorFilter.MaxValues, ids.Count - start)).ToDictionary(
                id => FindingIds.AtInspector(id, partition), StringComparer.Ordinal);
            await foreach (var page in listing.FindAsync(some.Keys, cancellationToken).ConfigureAwait(false))
            {
                foreach (var reading in page)
                {
                    if (ArnOf(reading) is { } arn && some.TryGetValue(arn, out var id))
                        await take(reading, new Sighting(Differs: true, lost[id])).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<IEnumerable<MissingFinding>> AskAsync(
        List<MissingFinding> some, Func<FindingReading, Sighting, Task> take, CancellationToken cancellationToken)
    {
        var partition = Partitions.Of(listing.Region);
        var unanswered = some.ToDictionary(finding => FindingIds.AtInspector(finding.Id, partition), StringComparer.Ordinal);
        var isClear = true;
        var asked = unanswered.Keys.ToList();
        var pages = options.OutOfFilter == OutOfFilter.Archive
            ? listing.FindWantedAsync(asked, cancellationToken)
            : listing.FindAsync(asked, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var reading in page)
            {
                if (ArnOf(reading) is not { } arn) isClear = false;
                else if (unanswered.TryGetValue(arn, out var finding) && unanswered.Remove(arn))
                    await take(reading, finding.Seen).ConfigureAwait(false);
            }
        }

        if (isClear) return unanswered.Values;
        Unclear += unanswered.Count;
        return [];
    }
}
