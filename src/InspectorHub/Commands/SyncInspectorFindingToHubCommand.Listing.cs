using System.Diagnostics;
using System.Management.Automation;
using InspectorHub.Aws;
using InspectorHub.Base;
using InspectorHub.Common;
using InspectorHub.Delivery;
using InspectorHub.Findings;
using InspectorHub.Input;
using InspectorHub.Outbox;
using InspectorHub.Sync;

namespace InspectorHub.Commands;

/// <content>What Amazon Inspector lists: each Region on its own, so that one that is down holds up no other.</content>
public sealed partial class SyncInspectorFindingToHubCommand
{
    private void SyncListings()
    {
        var (severities, more) = (Severity, FilterJson(Filter));
        Await(Background = Task.WhenAll(ConnectTo(Region).ToList().Select(connection => SyncAsync(connection, () => WantedFindings(severities, more)))));
    }

    // Runs on other threads; what only the pipeline's may do is done there.
    private async Task SyncAsync(AwsConnection connection, Func<InspectorFilter> wanted)
    {
        ChangeListing? listing = null;
        try
        {
            var isWanted = true;
            while (isWanted)
            {
                var round = Stopwatch.StartNew();
                try
                {
                    listing ??= await ChangeListing.OpenAsync(connection, await OnPipeline(CheckpointFolder).ConfigureAwait(false), wanted, Stop).ConfigureAwait(false);
                    isWanted = await SyncOnceAsync(listing).ConfigureAwait(false) && Watch;
                }
                catch (AwsException failure) when (Watch && failure.MayPass)
                {
                    await OnPipeline(() => WriteWarning($"{failure.Message} It is tried again in the next round.")).ConfigureAwait(false);
                }

                if (isWanted && Interval > round.Elapsed) await Task.Delay(Interval - round.Elapsed, Stop).ConfigureAwait(false);
            }
        }
        catch (AwsException failure)
        {
            await OnPipeline(() => WriteError(ErrorOf(failure, listing?.Region ?? connection.Region))).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OutboxException or StateFileException)
        {
            // Of all Regions: they share what cannot be used.
            await OnPipeline(() => throw End(failure)).ConfigureAwait(false);
        }
        finally
        {
            listing?.Dispose();
        }
    }

    // One round; false where there is to be no other.
    private async Task<bool> SyncOnceAsync(ChangeListing listing)
    {
        var started = DateTimeOffset.UtcNow;
        var since = listing.DeliveredUntil;
        var (isWanted, delivery) = await OnPipeline(() => Confirm(listing.Region, since)).ConfigureAwait(false);
        if (delivery is null) return isWanted;
        var isComplete = false;
        try
        {
            await foreach (var page in listing.ListAsync(since - Overlap, Full, Stop).ConfigureAwait(false))
                await OnPipeline(() => Take(page, delivery)).ConfigureAwait(false);
            isComplete = true;
        }
        catch (AwsException failure)
        {
            // A filter that is none will not become one.
            isWanted = failure.ErrorCode != "ValidationException";
            await OnPipeline(() => SayBrokenOff(failure, listing.Region, goesOn: Watch && isWanted)).ConfigureAwait(false);
        }

        // Accounts whose Security Hub does not answer must not keep the others from the next round.
        if (Watch && TimeoutSec is null) delivery.StopAfter(Interval > StoppedPause ? Interval : StoppedPause);
        var summary = await delivery.CompleteAsync().ConfigureAwait(false);
        if (isComplete && summary.Waiting == 0) await SetDeliveredAsync(listing, started).ConfigureAwait(false);
        await OnPipeline(() =>
        {
            // A listing that did not even begin has its error and no summary.
            if (isComplete || Watch || summary.Findings + summary.Earlier > 0) Conclude(delivery, summary with { Region = listing.Region }, goesOn: Watch && isWanted);
            else Close(delivery);
        }).ConfigureAwait(false);
        return isWanted;
    }

    // All that an old checkpoint does is to have more listed the next time, and by then it may be writable.
    private async Task SetDeliveredAsync(ChangeListing listing, DateTimeOffset time)
    {
        try
        {
            listing.SetDelivered(time);
        }
        catch (StateFileException failure) when (Watch)
        {
            await OnPipeline(() => WriteWarning($"{failure.Message} The next listing starts from the same checkpoint.")).ConfigureAwait(false);
        }
    }

    private (bool IsWanted, Dispatcher? Delivery) Confirm(string region, DateTimeOffset? since)
    {
        var what = since is null || Full ? "Send all active findings to Security Hub" : $"Send what has changed since {since:u} to Security Hub";
        if (!ShouldProcess($"{what} from Amazon Inspector in {region}.", $"{what} from Amazon Inspector in {region}?", "Synchronize", out var reason)) return (reason != ShouldProcessReason.WhatIf, null);
        var delivery = StartDelivery();
        delivery.Resume(new OutboxFilter { States = [OutboxState.Pending], Region = region, Endpoint = Endpoint });
        return (true, delivery);
    }

    private void Take(IReadOnlyList<FindingReading> page, Dispatcher delivery)
    {
        foreach (var reading in page)
        {
            if (reading.Problem is { } problem)
            {
                SetAside(FindingErrorRecord.From(problem, problem.FindingId), reading.Text);
            }
            else if (reading.Finding is { } finding)
            {
                var outbound = Prepare(new FindingInputItem(Finding: finding), out var failure);
                if (outbound is not null) Add(outbound, delivery);
                else SetAside(failure!, ObjectJson.Write(finding));
            }
        }
    }

    // What can be made nothing of holds up nothing. It is kept, and said once: the overlap lists it again.
    private void SetAside(ErrorRecord failure, byte[]? finding)
    {
        (string? file, var isNew) = finding is null ? (null, true) : KeepUnusable("unusable-findings", finding);
        if (!isNew)
        {
            WriteVerbose($"{failure.Exception.Message} It has been set aside before as {file}.");
            return;
        }

        WriteError(failure);
        if (file is not null) WriteWarning($"The finding is set aside as {file}; the others go on. Import-InspectorFinding reads it, should a later version make more of it.");
    }

    private void SayBrokenOff(AwsException failure, string region, bool goesOn)
    {
        if (goesOn) WriteWarning($"{failure.Message} What was listed so far is delivered; the next listing starts from the same checkpoint.");
        else WriteError(ErrorOf(failure, region));
    }

    private string CheckpointFolder() => CheckpointPath is null ? Path.GetDirectoryName(OutboxFile)! : GetUnresolvedProviderPathFromPSPath(CheckpointPath);

    private static InspectorFilter WantedFindings(string[]? severities, byte[]? more)
    {
        var filter = new InspectorFilter().WhereEnum("severity", severities);
        filter.And(more);
        return filter;
    }
}
