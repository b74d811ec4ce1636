using InspectorHub.Aws;
using InspectorHub.Common.Files;
using InspectorHub.Findings.Cis;
using InspectorHub.Sync;
using InspectorHub.Sync.Cis;
using InspectorHub.Sync.Rounds;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>How far CIS scans have been delivered, in single rounds and in watches, and what breaks off.</summary>
public sealed class CisProgressTests : CisTest
{
    [Fact]
    public async Task A_scan_that_has_been_delivered_is_not_looked_at_again_unless_all_are_asked_for()
    {
        Scans.Add(1, "1 1.1 FAILED");
        Scans.Add(2, "1 1.1 FAILED");
        await RunAsync();
        // Of all that have ended the latest is the first to be sent.
        Assert.Equal(["scans", "targets 2", $"results 2 i-1 {FailedAlone}"], Scans.Asked);
        Assert.Equal($"2026-11-04T06:00:00.0000000Z\n{SimulatedCis.ScanArn(2)}", await ReadCheckpointAsync());
        Scans.Asked.Clear();
        await RunAsync();
        Assert.Equal(["""scans {"scanAtFilters":[{"earliestScanStartTime":1793772000}]}"""], Scans.Asked);
        Assert.Equal(SimulatedCis.DateOf(2), Said.Rounds.Last().Since);

        Scans.Asked.Clear();
        var summary = await RunAsync(Cis with { IsFull = true });
        Assert.Equal(["scans", "targets 2", $"results 2 i-1 {FailedAlone}"], Scans.Asked);
        Assert.Equal(1, summary!.Unchanged);
        Assert.True(Said.Rounds.Last().IsFull);
    }

    [Fact]
    public async Task A_scan_that_goes_on_is_waited_for_and_what_ended_after_it_began_is_not_taken_twice()
    {
        Scans.Add(1, "1 1.1 FAILED");
        await RunAsync();
        var slow = Scans.Add(2, "2 1.1 FAILED");
        slow.Status = CisScan.InProgress;
        Scans.Add(3, "1 1.1 FAILED", "2");
        await RunAsync();
        Assert.Equal($"2026-11-04T06:00:00.0000000Z\n{SimulatedCis.ScanArn(3)}", await ReadCheckpointAsync());
        slow.Status = CisScan.Completed;
        Scans.Asked.Clear();
        await RunAsync();
        Assert.Equal(["targets 2", $"results 2 i-2 {FailedAlone}"], Scans.Asked.Skip(1).Take(2));
        Assert.DoesNotContain("targets 3", Scans.Asked);
    }

    [Theory]
    [InlineData("scans")]
    [InlineData("targets 2")]
    [InlineData("end of targets 2")]
    [InlineData("results 2 i-1")]
    public async Task A_listing_that_breaks_off_ends_nothing_is_said_and_begins_anew_where_it_did(string where)
    {
        Scans.Add(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        var before = await ReadCheckpointAsync();
        Scans.Add(2, "1 1.1 FAILED");
        Scans.Before = asked =>
        {
            if (asked == where) throw new AwsException("Out of order.");
        };
        var summary = await RunAsync();
        Assert.Equal((0, 0), (summary!.Ended, summary.NotEnded));
        var notice = Assert.Single(Said.Notices);
        Assert.Equal((SyncNoticeKind.Failed, "Out of order."), (notice.Kind, notice.Message));
        Assert.NotNull(notice.Failure);
        Assert.False(Said.Results.Last().IsListed);
        Assert.Equal(before, await ReadCheckpointAsync());
        Scans.Before = _ => { };
        Assert.Equal(1, (await RunAsync())!.Ended);
    }

    [Fact]
    public async Task Only_wanted_scans_are_taken_and_others_do_not_move_the_checkpoint()
    {
        Scans.Add(1, "1 1.1 FAILED");
        Scans.Add(2, "1 1.2 FAILED").ScanName = "other";
        await RunAsync(Cis with { IsWanted = scan => scan.ScanName == "weekly", Selection = "weekly" });
        Assert.Equal(["1 1.1 ACTIVE"], Held());
        Assert.Equal($"2026-11-03T06:00:00.0000000Z\n{SimulatedCis.ScanArn(1)}", await ReadCheckpointAsync());
        // Another selection, or another filter, has a checkpoint of its own.
        await RunAsync();
        await RunAsync(Cis with { Filter = """{"scanStatusFilters":[]}"""u8.ToArray() });
        Assert.Equal(3, Directory.GetFiles(Folder, "*.cis-checkpoint").Length);
        Assert.Equal("""scans {"scanStatusFilters":[]}""", Scans.Asked.Last(asked => asked.StartsWith("scans", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_checkpoint_that_holds_no_time_is_said_and_the_latest_scan_is_taken()
    {
        Scans.Add(1, "1 1.1 FAILED");
        await RunAsync();
        await File.WriteAllTextAsync(CheckpointFile, "junk", TestContext.Current.CancellationToken);
        Assert.Equal(1, (await RunAsync())!.Unchanged);
        var notice = Assert.Single(Said.Notices);
        Assert.Equal(
            (SyncNoticeKind.CheckpointUnreadable, "eu-central-1",
                $"The checkpoint {CheckpointFile} does not hold a time. The latest scan of each configuration is taken."),
            (notice.Kind, notice.Region, notice.Message));
        Assert.IsType<FormatException>(notice.Failure);
    }

    [Fact]
    public async Task The_checkpoint_stays_where_findings_wait_and_where_there_is_no_scan_at_all()
    {
        Assert.Equal(0, (await RunAsync())!.Findings);
        Assert.Empty(Directory.GetFiles(Folder, "*.cis-checkpoint"));
        Scans.Add(1, "1 1.1 FAILED");
        Hub.Before = (_, _, _) => throw new AwsException("Not allowed.")
        {
            StatusCode = System.Net.HttpStatusCode.Forbidden, ErrorCode = "AccessDeniedException",
        };
        Assert.Equal(1, (await RunAsync())!.Waiting);
        Assert.Empty(Directory.GetFiles(Folder, "*.cis-checkpoint"));
        // The next round delivers what waits, also where there is nothing else.
        Hub.Before = (_, _, _) => Task.CompletedTask;
        Assert.Equal(1, (await RunAsync())!.Received);
        Assert.Equal(["1 1.1 ACTIVE"], Held());
    }

    [Fact]
    public async Task A_round_that_is_left_out_asks_for_nothing_and_tells_nothing()
    {
        Scans.Add(1, "1 1.1 FAILED");
        Said.Decide = _ => RoundDecision.LeaveOut;
        Assert.Null(await RunAsync());
        Assert.Empty(Scans.Asked);
        Assert.Empty(Said.Results);
    }

    [Fact]
    public async Task A_watch_goes_through_outages_and_ends_where_trying_again_is_of_no_use()
    {
        var clock = new RestingClock(SimulatedCis.DateOf(5), TimeSpan.FromMinutes(5));
        Scans.Add(1, "1 1.1 FAILED");
        var failures = new Queue<AwsException>(
        [
            new AwsException("Out of order."),
            new AwsException("No such filter.") { ErrorCode = "ValidationException" },
        ]);
        Scans.Before = asked =>
        {
            if (asked == "scans" && failures.TryDequeue(out var failure)) throw failure;
        };
        await WatchTwoRoundsAsync(Cis, clock);
        Assert.Equal(
            [
                (SyncNoticeKind.BrokenOff, "Out of order. What was listed so far is delivered; the next listing starts from the same checkpoint."),
                (SyncNoticeKind.Failed, "No such filter."),
            ],
            Said.Notices.Select(notice => (notice.Kind, notice.Message)));
        Assert.Equal([(false, true), (false, false)], Said.Results.Select(result => (result.IsListed, result.GoesOn)));
        Assert.Equal([("eu-central-1", clock.GetUtcNow())], Said.Rests.Select(rest => (rest.Region!, rest.Until)));
    }

    [Fact]
    public async Task A_watch_passes_over_a_round_that_is_left_out_and_ends_with_one_that_is_to_be_the_end()
    {
        var clock = new RestingClock(SimulatedCis.DateOf(5), TimeSpan.FromMinutes(5));
        var decisions = new Queue<RoundDecision>([RoundDecision.LeaveOut, RoundDecision.End]);
        Said.Decide = _ => decisions.Dequeue();
        await WatchTwoRoundsAsync(Cis, clock);
        Assert.Equal(2, Said.Rounds.Count);
        Assert.Empty(Scans.Asked);
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_written_ends_a_single_round_and_not_a_watch()
    {
        Scans.Add(1, "1 1.1 FAILED");
        var options = Cis with { CheckpointFolder = Path.Combine(Folder, "a file") };
        await File.WriteAllTextAsync(options.CheckpointFolder, "", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StateFileException>(() => RunAsync(options));
        var rounds = 0;
        Said.Decide = _ => ++rounds > 1 ? RoundDecision.End : RoundDecision.Begin;
        var clock = new RestingClock(SimulatedCis.DateOf(5), TimeSpan.FromMinutes(5));
        Assert.Equal("eu-central-1", await WatchTwoRoundsAsync(options, clock));
        var notice = Assert.Single(Said.Notices);
        Assert.Equal(SyncNoticeKind.CheckpointStays, notice.Kind);
        Assert.EndsWith(" The next listing starts from the same checkpoint.", notice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_of_another_endpoint_or_kind_are_none_of_its_business()
    {
        Scans.Add(1, "1 1.1 FAILED");
        await RunAsync();
        await SendAsync([Delivery.Finding.Of(1)]);
        await RunAsync(endpoint: "http://localhost:1");
        Scans.Add(2, "1 1.1 FAILED");
        Assert.Equal(0, (await RunAsync())!.Ended);
        Scans.Add(3, "1 1.2 FAILED");
        Assert.Equal(1, (await RunAsync())!.Ended);
    }

    // Gives the Region that was watched.
    private async Task<string?> WatchTwoRoundsAsync(CisSyncOptions options, RestingClock clock)
    {
        using var outbox = Open();
        using var sync = NewSync(outbox, options with { Time = clock });
        var watching = sync.WatchAsync(TestContext.Current.CancellationToken);
        await clock.RestsAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        await watching;
        return sync.Region;
    }
}
