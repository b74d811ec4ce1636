using InspectorHub.Aws;
using InspectorHub.Common.Files;
using InspectorHub.Delivery;
using InspectorHub.Findings;
using InspectorHub.Findings.Inspector2;

namespace InspectorHub.Sync.Rounds;

/// <summary>The listing of one round, from the first page to what is over.</summary>
internal sealed class Round : IDisposable
{
    // Amazon Inspector deletes what is closed after 3 days where the resource is gone: who comes later does not hear of it.
    // Source: Amazon Inspector user guide, "Understanding findings".
    private static readonly TimeSpan Memory = TimeSpan.FromDays(3);

    // Between the clocks of one service.
    private static readonly TimeSpan Drift = TimeSpan.FromMinutes(1);

    private readonly ChangeListing listing;
    private readonly SyncRound plan;
    private readonly Dispatcher delivery;
    private readonly SyncOptions options;
    private readonly SyncObserver observer;
    private readonly FindingPreparation preparation;
    private FullRound? full;
    private DateTimeOffset? newest;

    public Round(ChangeListing listing, SyncRound plan, Dispatcher delivery, SyncOptions options, SyncObserver observer)
    {
        this.listing = listing;
        this.plan = plan;
        this.delivery = delivery;
        this.options = options;
        this.observer = observer;
        preparation = new FindingPreparation(listing.Endpoint, observer);
    }

    /// <summary>
    /// Up to when all is listed, by the service's clock or else by the findings themselves; null where neither says any
    /// time.
    /// </summary>
    public DateTimeOffset? ListedUntil { get; private set; }

    /// <summary>Whether all that is active was listed.</summary>
    public bool IsFull => full is not null;

    /// <summary>Findings that are over and are being archived.</summary>
    public int Ended { get; private set; }

    /// <summary>Findings that are over and stay as they are: more than the limit, or not confirmed.</summary>
    public int NotEnded { get; private set; }

    /// <summary>Findings that can be made nothing of, and of which that has not been said before.</summary>
    public int Unusable { get; private set; }

    /// <summary>Lists, and gives what is listed to the delivery.</summary>
    /// <exception cref="AwsException">Amazon Inspector did not list to the end; nothing was taken to be over.</exception>
    public async Task ListAsync(CancellationToken cancellationToken)
    {
        var isFull = plan.IsFull || plan.Since is null;
        if (isFull) full = new FullRound(listing, delivery, options);
        if (plan.Since is { } since)
        {
            // What has been closed since is no longer active, and yet has to be listed.
            await foreach (var page in listing.ListChangesAsync(Before(since), cancellationToken).ConfigureAwait(false))
            {
                ListedUntil ??= listing.AnsweredAt;
                if (!isFull && (isFull = await IsOutOfReachAsync(since).ConfigureAwait(false)))
                    full = new FullRound(listing, delivery, options);
                await TakeAsync(page).ConfigureAwait(false);
            }
        }

        if (isFull)
        {
            await foreach (var page in listing.ListActiveAsync(cancellationToken).ConfigureAwait(false))
            {
                ListedUntil ??= listing.AnsweredAt;
                await TakeAsync(page).ConfigureAwait(false);
            }
        }

        ListedUntil ??= newest;
        if (full is not null) await EndAsync(full, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => full?.Dispose();

    private DateTimeOffset Before(DateTimeOffset since) =>
        since - DateTimeOffset.MinValue > options.Overlap ? since - options.Overlap : DateTimeOffset.MinValue;

    private async Task<bool> IsOutOfReachAsync(DateTimeOffset since)
    {
        var now = listing.AnsweredAt ?? options.Time.GetUtcNow();
        if (since > now + Drift)
        {
            await NoticeAsync(
                SyncNoticeKind.CheckpointInFuture,
                $"The checkpoint of {listing.Region} is of {since:u}, and Amazon Inspector's clock says {now:u}. It is no checkpoint: " +
                "all that is active is listed.").ConfigureAwait(false);
            return true;
        }

        if (now - since <= Memory) return false;
        await NoticeAsync(
            SyncNoticeKind.CheckpointTooOld,
            $"The checkpoint of {listing.Region} is of {since:u}. Amazon Inspector forgets what is closed after {Memory.TotalDays:0} " +
            "days, so all that is active is listed.").ConfigureAwait(false);
        return true;
    }

    private async Task TakeAsync(IReadOnlyList<FindingReading> page)
    {
        foreach (var reading in page)
        {
            full?.See(reading);
            if (reading.Finding is Inspector2Finding { UpdatedAt: { } updated } && !(updated <= newest)) newest = updated;
            await TakeAsync(reading, default).ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(FindingReading reading, Sighting sighting)
    {
        var (finding, unusable) = await preparation.PrepareAsync(reading, sighting).ConfigureAwait(false);
        if (finding is not null) delivery.Add(finding);
        if (unusable is null) return;
        // What can be made nothing of holds up nothing. It is kept, should a later version make more of it.
        if (FindingPreparation.TextOf(reading) is { } text)
        {
            var (file, isNew) = new UnusableFolder(options.UnusableFolder).Keep(text);
            unusable = unusable with { File = file, IsKnown = !isNew };
        }

        if (!unusable.IsKnown) Unusable++;
        await observer.UnusableAsync(unusable).ConfigureAwait(false);
    }

    private async Task EndAsync(FullRound all, CancellationToken cancellationToken)
    {
        var over = await all.FindOverAsync(TakeAsync, cancellationToken).ConfigureAwait(false);
        if (over.Count > options.ArchiveLimit)
        {
            NotEnded = over.Count;
            await NoticeAsync(
                SyncNoticeKind.ArchiveLimit,
                $"Amazon Inspector in {listing.Region} no longer lists {over.Count} findings that Security Hub has, more than " +
                $"{options.ArchiveLimit}. None of them was archived.").ConfigureAwait(false);
        }
        else
        {
            foreach (var finding in over) await EndAsync(finding, all).ConfigureAwait(false);
        }

        await SayLeftAsync(all).ConfigureAwait(false);
    }

    // What stays as it is, and why.
    private async Task SayLeftAsync(FullRound all)
    {
        if (all.Unusable.Count > 0)
        {
            await NoticeAsync(
                SyncNoticeKind.HeldUnusable,
                $"{all.Unusable.Count} findings that Security Hub holds in {listing.Region} and Amazon Inspector does not list cannot be " +
                $"archived and stay as they are: {all.Unusable[0].Message}").ConfigureAwait(false);
        }

        if (all.Unread.Count > 0)
        {
            await NoticeAsync(
                SyncNoticeKind.HubUnread,
                $"What Security Hub holds in {listing.Region} of {string.Join(", ", all.Unread.Keys)} cannot be read: " +
                $"{all.Unread.Values.First().Message} " +
                "Only what this outbox has sent itself is ended there.").ConfigureAwait(false);
        }

        if (all.OutOfSight.Count > 0)
            await NoticeAsync(
                SyncNoticeKind.OutOfSight,
                $"Nothing is known in {listing.Region} about {string.Join(", ", all.OutOfSight)}, whose findings stay as they " +
                "are.").ConfigureAwait(false);
        if (all.Unclear > 0)
            await NoticeAsync(
                SyncNoticeKind.Unclear,
                $"Amazon Inspector in {listing.Region} gave something that cannot be read; {all.Unclear} findings stay as they " +
                "are.").ConfigureAwait(false);
        NotEnded += all.Unreadable + all.Unclear;
        if (all.Unreadable > 0)
            await NoticeAsync(
                SyncNoticeKind.LedgerDamaged,
                $"{all.Unreadable} findings that are over cannot be archived: they are damaged in the outbox.").ConfigureAwait(false);
    }

    private async Task EndAsync(MissingFinding finding, FullRound all)
    {
        if (all.Archive(finding) is not { } archived) return;
        if (await observer.DecideAsync(archived).ConfigureAwait(false))
        {
            delivery.Add(archived);
            Ended++;
        }
        else
        {
            NotEnded++;
        }
    }

    private Task NoticeAsync(SyncNoticeKind kind, string message) => observer.NoticeAsync(new SyncNotice(kind, listing.Region, message));
}
