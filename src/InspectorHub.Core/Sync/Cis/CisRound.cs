using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Aws;
using InspectorHub.Aws.Inspector;
using InspectorHub.Common.Files;
using InspectorHub.Delivery;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Outbox;
using InspectorHub.Translation.Cis;

namespace InspectorHub.Sync.Cis;

/// <summary>The scans of one round, one after the other, against what Security Hub has of earlier ones.</summary>
internal sealed class CisRound : IDisposable
{
    private static readonly AsffStatusReason CheckGone = new()
    {
        ReasonCode = "CIS_CHECK_GONE", Description = "The benchmark has no such check for the instance any more.",
    };

    private static readonly AsffStatusReason InstanceGone = new()
    {
        ReasonCode = "CIS_INSTANCE_GONE", Description = "The instance is no longer among those that are scanned.",
    };

    private static readonly byte[] Failures = new InspectorFilter().Where("findingStatusFilters", [CisFinding.Failed]).ToJson()!;

    private readonly ICisScans client;
    private readonly Dispatcher delivery;
    private readonly CisSyncOptions options;
    private readonly SyncObserver observer;
    private readonly FindingPreparation preparation;
    private readonly ArchiveListing ledger;
    private readonly CisOpenChecks open;

    /// <summary>A round that has taken no scan yet.</summary>
    /// <exception cref="OutboxException">The outbox cannot be read.</exception>
    public CisRound(ICisScans client, Dispatcher delivery, CisSyncOptions options, SyncObserver observer, string endpoint)
    {
        this.client = client;
        this.delivery = delivery;
        this.options = options;
        this.observer = observer;
        preparation = new FindingPreparation(endpoint, observer);
        ledger = new ArchiveListing(delivery.Outbox);
        open = CisOpenChecks.Of(ledger, endpoint, client.Region);
    }

    /// <summary>Checks that had failed and do not any more, or are not there any more.</summary>
    public int Ended { get; private set; }

    /// <summary>Checks that are not there any more and stay as they are: more than the limit, or not confirmed.</summary>
    public int NotEnded { get; private set; }

    /// <summary>Results that can be made nothing of, and of which that has not been said before.</summary>
    public int Unusable { get; private set; }

    /// <summary>Takes a scan that is over.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="isLast">Whether none follows in this round.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="AwsException">It is not listed to its end. What it had is sent; of the rest nothing ends.</exception>
    public async Task TakeAsync(CisScan scan, bool isLast, CancellationToken cancellationToken)
    {
        if (scan.Status != CisScan.Completed)
        {
            await SayAsync($"CIS scan {scan} of {scan.ScanDate:u} is {scan.Status}: it is passed over, and nothing ends by it.")
                .ConfigureAwait(false);
            return;
        }

        var targets = new HashSet<(string? Account, string? Instance)>();
        var notScanned = new CisUnscannedTargets(scan);
        var gone = new List<CisGoneCheck>();
        await foreach (var target in client.ListTargetsAsync(scan, criteria: null, cancellationToken).ConfigureAwait(false))
        {
            targets.Add((target.AccountId, target.TargetResourceId));
            if (target.IsScanned) gone.AddRange(await TakeAsync(scan, target, isLast, cancellationToken).ConfigureAwait(false));
            else notScanned.Add(target);
        }

        // A scan without an instance has not found that all are gone: it had nothing to look at.
        if (targets.Count > 0)
            gone.AddRange(open.OnOtherInstances(scan, targets).Select(check => new CisGoneCheck(check.Key, check.Value, InstanceGone)));
        await EndAsync(gone, scan).ConfigureAwait(false);
        if (notScanned.Words is { } words) await SayAsync($"{words} What Security Hub has of them stays as it is.").ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => ledger.Dispose();

    // Most checks pass, and passed before. So what failed is listed alone, and all of it only where a check that had failed is not
    // among it: whether it passes now, or is gone.
    private async Task<IEnumerable<CisGoneCheck>> TakeAsync(
        CisScan scan, CisTarget target, bool isLast, CancellationToken cancellationToken)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        var counts = target.StatusCounts;
        Task<bool> ListSome(byte[]? criteria, int? counted) =>
            ListAsync(scan, target, criteria, counted, listed, isLast, cancellationToken);
        var isWhole = await ListSome(Failures, counts?.Failed).ConfigureAwait(false);
        if (open.NotListed(scan, target, listed).Count == 0) return [];
        isWhole &= await ListSome(criteria: null, counts?.Total).ConfigureAwait(false);
        var gone = open.NotListed(scan, target, listed);
        // Results that are missing, or that nothing could be made of, are not checks that are gone.
        if (isWhole || gone.Count == 0) return gone.Select(check => new CisGoneCheck(check.Key, check.Value, CheckGone));
        await SayAsync(
            $"CIS scan {scan} does not list all results that it counts of {target.TargetResourceId}, or some are of no use: " +
            $"{gone.Count} checks that are not among them do not end.").ConfigureAwait(false);
        return [];
    }

    // Whether all came that was counted, and all of it was of use.
    private async Task<bool> ListAsync(
        CisScan scan,
        CisTarget target,
        byte[]? criteria,
        int? counted,
        HashSet<string> listed,
        bool isLast,
        CancellationToken cancellationToken)
    {
        var (results, useful) = (0, 0);
        await foreach (var page in client.ListResultsAsync(scan, target, criteria, cancellationToken).ConfigureAwait(false))
        {
            foreach (var reading in page)
            {
                results++;
                if (await TakeAsync(reading, listed, isLast).ConfigureAwait(false)) useful++;
            }
        }

        return useful == results && results == (counted ?? results);
    }

    // Whether it is of use.
    private async Task<bool> TakeAsync(FindingReading reading, HashSet<string> listed, bool isLast)
    {
        var check = reading.Finding as CisFinding;
        if (check is not null) Excuse(check);
        if (check is { Status: CisFinding.Passed or CisFinding.Skipped } && CisIdentity.Find(check) is { } known && !open.Contains(known))
        {
            // What did not fail before, either, is nothing that Security Hub has to hear of.
            listed.Add(known);
            return true;
        }

        var (finding, unusable) = await preparation.PrepareAsync(reading).ConfigureAwait(false);
        if (unusable is not null)
        {
            unusable = Kept(unusable, reading);
            if (!unusable.IsKnown) Unusable++;
            await observer.UnusableAsync(unusable).ConfigureAwait(false);
        }

        if (finding is null || check is null) return false;
        if (listed.Add(finding.Id)) Take(finding, check, isLast);
        return true;
    }

    private void Take(OutboundFinding finding, CisFinding check, bool isLast)
    {
        delivery.Add(finding);
        if (finding.IsArchived)
        {
            if (open.Remove(finding.Id)) Ended++;
            return;
        }

        // Nothing that comes after the last scan could end it.
        if (isLast) return;
        open.Add(
            finding.Id, new CisOpenCheck(finding.Lane, check.TargetResourceId, check.Level, check.ScanConfigurationArn) { Sent = finding });
    }

    // A check that may fail is as good as one that was not made.
    private void Excuse(CisFinding check)
    {
        var now = options.Time.GetUtcNow();
        if (options.Exceptions.FirstOrDefault(exception => exception.Covers(check, now)) is not { } exception) return;
        check.Status = CisFinding.Skipped;
        check.StatusReason = exception.ToString();
    }

    private UnusableFinding Kept(UnusableFinding unusable, FindingReading reading)
    {
        if (FindingPreparation.TextOf(reading) is not { } text) return unusable;
        var (file, isNew) = new UnusableFolder(options.UnusableFolder).Keep(text);
        return unusable with { File = file, IsKnown = !isNew };
    }

    private async Task EndAsync(List<CisGoneCheck> gone, CisScan scan)
    {
        if (gone.Count > options.ArchiveLimit)
        {
            NotEnded += gone.Count;
            await observer.NoticeAsync(new SyncNotice(
                SyncNoticeKind.ArchiveLimit,
                client.Region,
                $"CIS scan {scan} of {scan.ScanDate:u} has {gone.Count} checks no more that failed before, more than " +
                $"{options.ArchiveLimit}. None of them was archived.")).ConfigureAwait(false);
            return;
        }

        foreach (var check in gone) await EndAsync(check, scan).ConfigureAwait(false);
    }

    private async Task EndAsync(CisGoneCheck gone, CisScan scan)
    {
        // The scan's time and not ours: what a later scan found goes before what an earlier one did not.
        var time = scan.ScanDate ?? options.Time.GetUtcNow();
        if ((gone.Check.Sent ?? (gone.Check.Held is { } held ? ledger.Archive(held, time) : null)) is not { } last)
        {
            open.Remove(gone.Id);
            return;
        }

        var finding = AsffJson.Parse(last.Body.Span);
        finding.RecordState = "ARCHIVED";
        finding.UpdatedAt = time;
        finding.Compliance = new AsffCompliance { Status = "NOT_AVAILABLE", StatusReasons = [gone.Reason] };
        var archived = new OutboundFinding(AsffJson.Serialize(finding), last.Lane.Region, last.Lane.Endpoint)
        {
            SourceUpdatedAt = last.SourceUpdatedAt,
        };
        if (!await observer.DecideAsync(archived).ConfigureAwait(false))
        {
            NotEnded++;
            return;
        }

        open.Remove(gone.Id);
        delivery.Add(archived);
        Ended++;
    }

    private Task SayAsync(string words) => observer.NoticeAsync(new SyncNotice(SyncNoticeKind.NotScanned, client.Region, words));
}
