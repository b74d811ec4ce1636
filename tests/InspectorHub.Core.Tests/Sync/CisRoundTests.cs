using InspectorHub.Aws;
using InspectorHub.Common.Files;
using InspectorHub.Delivery;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Sync;
using InspectorHub.Sync.Cis;
using InspectorHub.Sync.Rounds;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>What a round of CIS scans asks for, what it ends, and what it says.</summary>
public sealed class CisRoundTests : SyncTest
{
    private const string FailedAlone = """{"findingStatusFilters":[{"comparison":"EQUALS","value":"FAILED"}]}""";

    private readonly SimulatedCis cis = new();

    private CisSyncOptions Cis => new() { CheckpointFolder = Folder, UnusableFolder = Path.Combine(Folder, "unusable-findings") };

    private string CheckpointFile => Assert.Single(Directory.GetFiles(Folder, "*.cis-checkpoint"));

    [Fact]
    public async Task What_failed_is_sent_and_what_passed_or_was_skipped_and_did_not_fail_before_is_not()
    {
        cis.Add(1, "1 1.1 FAILED", "1 1.2 PASSED", "1 1.3 SKIPPED", "2 2.1 FAILED");
        var summary = await RunAsync();
        Assert.Equal((2, 2, 0, 0, "eu-central-1"),
            (summary!.Findings, summary.Received, summary.Ended, summary.NotEnded, summary.Region));
        Assert.True(summary.IsComplete);
        Assert.Equal(["1 1.1 ACTIVE", "2 2.1 ACTIVE"], Held());
        // Most checks pass: only what failed is listed where nothing had failed before.
        Assert.Equal(["scans", "targets 1", $"results 1 i-1 {FailedAlone}", $"results 1 i-2 {FailedAlone}"], cis.Asked);
        Assert.Empty(Said.Notices);
        var round = Assert.Single(Said.Rounds);
        Assert.Equal(("eu-central-1", (DateTimeOffset?)null, false, true), (round.Region, round.Since, round.IsFull, round.IsOfCis));
        var result = Assert.Single(Said.Results);
        Assert.Equal(("eu-central-1", true, false), (result.Region, result.IsListed, result.GoesOn));
        Assert.Same(summary, result.Summary);
    }

    [Fact]
    public async Task All_of_an_instance_is_listed_only_where_a_check_that_had_failed_is_not_among_what_failed()
    {
        cis.Add(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        cis.Asked.Clear();
        cis.Add(2, "1 1.1 FAILED", "2 1.1 PASSED");
        await RunAsync();
        Assert.Equal(["targets 2", $"results 2 i-1 {FailedAlone}", $"results 2 i-2 {FailedAlone}", "results 2 i-2"], cis.Asked.Skip(1));
        Assert.Equal(["1 1.1 ACTIVE", "2 1.1 ARCHIVED"], Held());
    }

    [Fact]
    public async Task What_passes_is_skipped_or_is_gone_ends_and_each_says_why()
    {
        cis.Add(1, "1 1.1 FAILED", "1 1.2 FAILED", "1 1.3 FAILED", "2 1.1 FAILED");
        await RunAsync();
        cis.Add(2, "1 1.1 PASSED", "1 1.2 SKIPPED");
        var summary = await RunAsync();
        Assert.Equal((4, 0), (summary!.Ended, summary.NotEnded));
        Assert.Equal(["1 1.1 ARCHIVED", "1 1.2 ARCHIVED", "1 1.3 ARCHIVED", "2 1.1 ARCHIVED"], Held());
        Assert.Equal("PASSED", ComplianceOf("1 1.1"));
        Assert.Equal("NOT_AVAILABLE", ComplianceOf("1 1.2"));
        Assert.Equal("NOT_AVAILABLE CIS_CHECK_GONE The benchmark has no such check for the instance any more.", ComplianceOf("1 1.3"));
        Assert.Equal("NOT_AVAILABLE CIS_INSTANCE_GONE The instance is no longer among those that are scanned.", ComplianceOf("2 1.1"));
        // The scan's time: what a later one finds goes before it.
        Assert.Equal(SimulatedCis.DateOf(2), Hub.Held[IdOf("2 1.1")].GetProperty("UpdatedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_check_that_was_gone_and_fails_again_is_opened_again()
    {
        cis.Add(1, "1 1.1 FAILED", "1 1.2 FAILED");
        await RunAsync();
        cis.Add(2, "1 1.2 FAILED");
        await RunAsync();
        Assert.Equal(["1 1.1 ARCHIVED", "1 1.2 ACTIVE"], Held());
        cis.Add(3, "1 1.1 FAILED", "1 1.2 FAILED");
        await RunAsync();
        Assert.Equal(["1 1.1 ACTIVE", "1 1.2 ACTIVE"], Held());
    }

    [Fact]
    public async Task Scans_of_one_round_are_taken_from_the_oldest_to_the_newest_and_what_one_sends_the_next_may_end()
    {
        cis.Add(1, "1 1.1 FAILED");
        await RunAsync();
        cis.Add(2, "1 1.1 FAILED", "1 1.2 FAILED", "2 1.1 FAILED", "3 1.1 FAILED");
        cis.Add(3, "1 1.1 FAILED", "3 -");
        var summary = await RunAsync();
        Assert.Equal(["1 1.1 ACTIVE", "1 1.2 ARCHIVED", "2 1.1 ARCHIVED", "3 1.1 ARCHIVED"], Held());
        Assert.Equal(3, summary!.Ended);
        Assert.Equal(["targets 2", "targets 3"], cis.Asked.Where(asked => asked.StartsWith("targets", StringComparison.Ordinal)).Skip(1));
    }

    [Fact]
    public async Task A_scan_of_another_configuration_ends_nothing_on_instances_that_it_does_not_have()
    {
        cis.Add(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        cis.Add(2, "1 1.1 FAILED").ScanConfigurationArn = SimulatedCis.Configuration("monthly");
        Assert.Equal(0, (await RunAsync())!.Ended);
        Assert.Equal(["1 1.1 ACTIVE", "2 1.1 ACTIVE"], Held());
    }

    [Fact]
    public async Task A_scan_of_another_configuration_and_of_level_1_says_nothing_of_checks_of_level_2()
    {
        cis.Add(1, "1 1.1 FAILED", "1 2.1 FAILED");
        await RunAsync();
        var other = cis.Add(2, "1 -");
        (other.ScanConfigurationArn, other.SecurityLevel) = (SimulatedCis.Configuration("monthly"), "LEVEL_1");
        Assert.Equal(1, (await RunAsync())!.Ended);
        Assert.Equal(["1 1.1 ARCHIVED", "1 2.1 ACTIVE"], Held());
        // One of level 2 makes those of both, whoever has ordered it.
        cis.Add(3, "1 -").ScanConfigurationArn = SimulatedCis.Configuration("monthly");
        Assert.Equal(1, (await RunAsync())!.Ended);
        Assert.Equal(["1 1.1 ARCHIVED", "1 2.1 ARCHIVED"], Held());
    }

    [Fact]
    public async Task Checks_of_an_instance_that_was_not_scanned_stay_and_that_is_said_once_a_scan()
    {
        cis.Add(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        cis.Add(2, "1 1.1 FAILED", "2");
        Assert.Equal(0, (await RunAsync())!.Ended);
        Assert.Equal(["1 1.1 ACTIVE", "2 1.1 ACTIVE"], Held());
        var notice = Assert.Single(Said.Notices);
        Assert.Equal((SyncNoticeKind.NotScanned, "eu-central-1"), (notice.Kind, notice.Region));
        Assert.Equal(
            $"CIS scan weekly ({SimulatedCis.ScanArn(2)}) of 2026-11-04 06:00:00Z did not scan 1 of its instances: i-2 (TIMED_OUT). " +
            "What Security Hub has of them stays as it is.", notice.Message);
    }

    [Fact]
    public async Task A_scan_without_any_instance_ends_nothing()
    {
        cis.Add(1, "1 1.1 FAILED");
        await RunAsync();
        cis.Add(2);
        Assert.Equal(0, (await RunAsync())!.Ended);
        Assert.Equal(["1 1.1 ACTIVE"], Held());
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("CANCELLED")]
    public async Task A_scan_that_did_not_come_to_its_end_is_passed_over_with_a_word(string status)
    {
        cis.Add(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        cis.Add(2, "1 1.1 PASSED").Status = status;
        Assert.Equal(0, (await RunAsync())!.Findings);
        Assert.Equal(["1 1.1 ACTIVE", "2 1.1 ACTIVE"], Held());
        Assert.Equal(
            $"CIS scan weekly ({SimulatedCis.ScanArn(2)}) of 2026-11-04 06:00:00Z is {status}: it is passed over, and nothing ends by it.",
            Assert.Single(Said.Notices).Message);
        // Once: it is done with.
        await RunAsync();
        Assert.Single(Said.Notices);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    public async Task As_many_as_may_be_archived_end_and_of_more_none(int limit, int ended)
    {
        cis.Add(1, "1 1.1 FAILED", "1 1.2 FAILED", "2 1.1 FAILED");
        await RunAsync();
        cis.Add(2, "1 1.2 FAILED");
        var summary = await RunAsync(Cis with { ArchiveLimit = limit });
        Assert.Equal((ended, 2 - ended), (summary!.Ended, summary.NotEnded));
        if (ended > 0)
        {
            Assert.Empty(Said.Notices);
            return;
        }

        var notice = Assert.Single(Said.Notices);
        Assert.Equal(
            (SyncNoticeKind.ArchiveLimit, "eu-central-1",
                $"CIS scan weekly ({SimulatedCis.ScanArn(2)}) of 2026-11-04 06:00:00Z has 2 checks no more that failed before, more " +
                "than 1. None of them was archived."),
            (notice.Kind, notice.Region, notice.Message));
        Assert.Equal(["1 1.1 ACTIVE", "1 1.2 ACTIVE", "2 1.1 ACTIVE"], Held());
    }

    [Fact]
    public async Task What_is_not_confirmed_stays_and_is_asked_about_as_it_would_be_sent()
    {
        cis.Add(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        cis.Add(2, "1 1.1 FAILED");
        var asked = new List<string>();
        Said.Archive = finding =>
        {
            asked.Add($"{finding.Id} {finding.IsArchived} {finding.Lane}");
            return false;
        };
        var summary = await RunAsync();
        Assert.Equal((0, 1), (summary!.Ended, summary.NotEnded));
        Assert.Equal([$"{IdOf("2 1.1")} True {SimulatedCis.Account}/eu-central-1"], asked);
        Assert.Equal(["1 1.1 ACTIVE", "2 1.1 ACTIVE"], Held());
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    public async Task A_check_is_gone_only_where_as_many_results_came_as_the_scan_counts(int counted, int ended)
    {
        cis.Add(1, "1 1.1 FAILED", "1 1.2 FAILED");
        await RunAsync();
        var scan = cis.Add(2, "1 1.1 FAILED", "1 1.3 PASSED", "1 1.4 SKIPPED");
        cis.TargetsOf(scan)[0].StatusCounts = new CisStatusCounts { Failed = 1, Passed = 1, Skipped = counted - 2 };
        Assert.Equal(ended, (await RunAsync())!.Ended);
        if (ended == 1) return;
        Assert.Equal(["1 1.1 ACTIVE", "1 1.2 ACTIVE"], Held());
        Assert.Equal(
            $"CIS scan weekly ({SimulatedCis.ScanArn(2)}) does not list all results that it counts of i-1, or some are of no use: 1 " +
            "checks that are not among them do not end.", Assert.Single(Said.Notices).Message);
    }

    [Fact]
    public async Task Fewer_failures_than_are_counted_leave_a_check_as_it_is_also_where_the_total_is_right()
    {
        cis.Add(1, "1 1.1 FAILED");
        await RunAsync();
        var scan = cis.Add(2, "1 1.2 PASSED");
        cis.TargetsOf(scan)[0].StatusCounts = new CisStatusCounts { Failed = 1 };
        Assert.Equal(0, (await RunAsync())!.Ended);
        Assert.Equal(["1 1.1 ACTIVE"], Held());
    }

    [Fact]
    public async Task What_nothing_can_be_made_of_is_kept_once_said_and_ends_nothing()
    {
        cis.Add(1, "1 1.1 FAILED", "1 1.2 FAILED");
        await RunAsync();
        cis.Add(2, "1 1.1 FAILED");
        cis.Odd = _ =>
        [
            new FindingReading(
                new FindingProblem(FindingProblemKind.WrongShape, "a page", null, null, "it is odd"), """{"odd":1}"""u8.ToArray()),
        ];
        var summary = await RunAsync();
        Assert.Equal((0, 1, false), (summary!.Ended, summary.Unusable, summary.IsComplete));
        Assert.Equal(["1 1.1 ACTIVE", "1 1.2 ACTIVE"], Held());
        Assert.Equal([SyncNoticeKind.NotScanned], Said.Kinds);
        // It is on both lists, and new the first time.
        Assert.Equal([false, true], Said.Unusable.Select(unusable => unusable.IsKnown));
        Assert.Equal("""{"odd":1}""", await File.ReadAllTextAsync(Said.Unusable.First().File!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Of_two_results_of_one_check_the_first_counts()
    {
        cis.Add(1, "1 1.1 FAILED", "1 1.1 FAILED");
        Assert.Equal(1, (await RunAsync())!.Findings);
    }

    [Fact]
    public async Task An_exception_ends_a_check_with_its_reason_for_as_long_as_it_lasts()
    {
        var until = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        var exceptions = Cis with { Exceptions = [new CisException { CheckId = "1.*", Reason = "Jump host", Until = until }] };
        cis.Add(1, "1 1.1 FAILED", "1 2.1 FAILED");
        await RunAsync();
        cis.Add(2, "1 1.1 FAILED", "1 2.1 FAILED");
        await RunAsync(exceptions with { Time = new RestingClock(until.AddTicks(-1)) });
        Assert.Equal(["1 1.1 ARCHIVED", "1 2.1 ACTIVE"], Held());
        Assert.Equal("NOT_AVAILABLE CIS_CHECK_SKIPPED Exception until 2026-12-01T00:00:00Z: Jump host", ComplianceOf("1 1.1"));
        cis.Add(3, "1 1.1 FAILED", "1 2.1 FAILED");
        await RunAsync(exceptions with { Time = new RestingClock(until) });
        Assert.Equal(["1 1.1 ACTIVE", "1 2.1 ACTIVE"], Held());
    }

    [Fact]
    public async Task A_scan_that_has_been_delivered_is_not_looked_at_again_unless_all_are_asked_for()
    {
        cis.Add(1, "1 1.1 FAILED");
        cis.Add(2, "1 1.1 FAILED");
        await RunAsync();
        // Of all that have ended the latest is the first to be sent.
        Assert.Equal(["scans", "targets 2", $"results 2 i-1 {FailedAlone}"], cis.Asked);
        Assert.Equal($"2026-11-04T06:00:00.0000000Z\n{SimulatedCis.ScanArn(2)}", await ReadCheckpointAsync());
        cis.Asked.Clear();
        await RunAsync();
        Assert.Equal(["""scans {"scanAtFilters":[{"earliestScanStartTime":1793772000}]}"""], cis.Asked);
        Assert.Equal(SimulatedCis.DateOf(2), Said.Rounds.Last().Since);

        cis.Asked.Clear();
        var summary = await RunAsync(Cis with { IsFull = true });
        Assert.Equal(["scans", "targets 2", $"results 2 i-1 {FailedAlone}"], cis.Asked);
        Assert.Equal(1, summary!.Unchanged);
        Assert.True(Said.Rounds.Last().IsFull);
    }

    [Fact]
    public async Task A_scan_that_goes_on_is_waited_for_and_what_ended_after_it_began_is_not_taken_twice()
    {
        cis.Add(1, "1 1.1 FAILED");
        await RunAsync();
        var slow = cis.Add(2, "2 1.1 FAILED");
        slow.Status = CisScan.InProgress;
        cis.Add(3, "1 1.1 FAILED", "2");
        await RunAsync();
        Assert.Equal($"2026-11-04T06:00:00.0000000Z\n{SimulatedCis.ScanArn(3)}", await ReadCheckpointAsync());
        slow.Status = CisScan.Completed;
        cis.Asked.Clear();
        await RunAsync();
        Assert.Equal(["targets 2", $"results 2 i-2 {FailedAlone}"], cis.Asked.Skip(1).Take(2));
        Assert.DoesNotContain("targets 3", cis.Asked);
    }

    [Theory]
    [InlineData("scans")]
    [InlineData("targets 2")]
    [InlineData("end of targets 2")]
    [InlineData("results 2 i-1")]
    public async Task A_listing_that_breaks_off_ends_nothing_is_said_and_begins_anew_where_it_did(string where)
    {
        cis.Add(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        var before = await ReadCheckpointAsync();
        cis.Add(2, "1 1.1 FAILED");
        cis.Before = asked =>
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
        cis.Before = _ => { };
        Assert.Equal(1, (await RunAsync())!.Ended);
    }

    [Fact]
    public async Task Only_wanted_scans_are_taken_and_others_do_not_move_the_checkpoint()
    {
        cis.Add(1, "1 1.1 FAILED");
        cis.Add(2, "1 1.2 FAILED").ScanName = "other";
        await RunAsync(Cis with { IsWanted = scan => scan.ScanName == "weekly", Selection = "weekly" });
        Assert.Equal(["1 1.1 ACTIVE"], Held());
        Assert.Equal($"2026-11-03T06:00:00.0000000Z\n{SimulatedCis.ScanArn(1)}", await ReadCheckpointAsync());
        // Another selection, or another filter, has a checkpoint of its own.
        await RunAsync();
        await RunAsync(Cis with { Filter = """{"scanStatusFilters":[]}"""u8.ToArray() });
        Assert.Equal(3, Directory.GetFiles(Folder, "*.cis-checkpoint").Length);
        Assert.Equal("""scans {"scanStatusFilters":[]}""", cis.Asked.Last(asked => asked.StartsWith("scans", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_checkpoint_that_holds_no_time_is_said_and_the_latest_scan_is_taken()
    {
        cis.Add(1, "1 1.1 FAILED");
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
        cis.Add(1, "1 1.1 FAILED");
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
        cis.Add(1, "1 1.1 FAILED");
        Said.Decide = _ => RoundDecision.LeaveOut;
        Assert.Null(await RunAsync());
        Assert.Empty(cis.Asked);
        Assert.Empty(Said.Results);
    }

    [Fact]
    public async Task A_watch_goes_through_outages_and_ends_where_trying_again_is_of_no_use()
    {
        var clock = new RestingClock(SimulatedCis.DateOf(5), TimeSpan.FromMinutes(5));
        cis.Add(1, "1 1.1 FAILED");
        var failures = new Queue<AwsException>(
        [
            new AwsException("Out of order."),
            new AwsException("No such filter.") { ErrorCode = "ValidationException" },
        ]);
        cis.Before = asked =>
        {
            if (asked == "scans" && failures.TryDequeue(out var failure)) throw failure;
        };
        using var outbox = Open();
        using var sync = NewSync(outbox, Cis with { Time = clock });
        var watching = sync.WatchAsync(TestContext.Current.CancellationToken);
        await clock.RestsAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        await watching;
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
        using var outbox = Open();
        using var sync = NewSync(outbox, Cis with { Time = clock });
        var watching = sync.WatchAsync(TestContext.Current.CancellationToken);
        await clock.RestsAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        await watching;
        Assert.Equal(2, Said.Rounds.Count);
        Assert.Empty(cis.Asked);
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_written_ends_a_single_round_and_not_a_watch()
    {
        cis.Add(1, "1 1.1 FAILED");
        var options = Cis with { CheckpointFolder = Path.Combine(Folder, "a file") };
        await File.WriteAllTextAsync(options.CheckpointFolder, "", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StateFileException>(() => RunAsync(options));
        var rounds = 0;
        Said.Decide = _ => ++rounds > 1 ? RoundDecision.End : RoundDecision.Begin;
        var clock = new RestingClock(SimulatedCis.DateOf(5), TimeSpan.FromMinutes(5));
        using var outbox = Open();
        using var sync = NewSync(outbox, options with { Time = clock });
        var watching = sync.WatchAsync(TestContext.Current.CancellationToken);
        await clock.RestsAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        await watching;
        var notice = Assert.Single(Said.Notices);
        Assert.Equal(SyncNoticeKind.CheckpointStays, notice.Kind);
        Assert.EndsWith(" The next listing starts from the same checkpoint.", notice.Message, StringComparison.Ordinal);
        Assert.Equal("eu-central-1", sync.Region);
    }

    [Fact]
    public async Task Findings_of_another_endpoint_or_kind_are_none_of_its_business()
    {
        cis.Add(1, "1 1.1 FAILED");
        await RunAsync();
        await SendAsync([Delivery.Finding.Of(1)]);
        await RunAsync(endpoint: "http://localhost:1");
        cis.Add(2, "1 1.1 FAILED");
        Assert.Equal(0, (await RunAsync())!.Ended);
        cis.Add(3, "1 1.2 FAILED");
        Assert.Equal(1, (await RunAsync())!.Ended);
    }

    private Task<DeliverySummary?> RunAsync(CisSyncOptions? options = null) => RunAsync(options ?? Cis, "");

    private Task<DeliverySummary?> RunAsync(string endpoint) => RunAsync(Cis, endpoint);

    private async Task<DeliverySummary?> RunAsync(CisSyncOptions options, string endpoint)
    {
        using var outbox = Open();
        using var sync = NewSync(outbox, options, endpoint);
        return await sync.RunAsync(TestContext.Current.CancellationToken);
    }

    private CisSync NewSync(Outbox.FindingOutbox outbox, CisSyncOptions options, string endpoint = "") => new(
        _ => Task.FromResult(new CisListing(cis, SimulatedCis.Account, endpoint, options)),
        options,
        () => Task.FromResult(new Dispatcher(outbox, _ => Hub, Quick, Observer, TestContext.Current.CancellationToken)),
        Said);

    private Task<string> ReadCheckpointAsync() => File.ReadAllTextAsync(CheckpointFile, TestContext.Current.CancellationToken);

    // Instance, check and state of all that Security Hub has.
    private IEnumerable<string> Held() =>
        Hub.Held.Values.Where(finding => finding.GetProperty("GeneratorId").GetString() != "test")
            .Select(finding => $"{NameOf(finding)} {finding.GetProperty("RecordState").GetString()}").Order(StringComparer.Ordinal);

    private string IdOf(string name) => Hub.Held.Single(held => NameOf(held.Value) == name).Key;

    private static string NameOf(System.Text.Json.JsonElement finding)
    {
        var instance = finding.GetProperty("Resources")[0].GetProperty("Id").GetString()!;
        return $"{instance[^1]} {finding.GetProperty("GeneratorId").GetString()!.Split('/')[^1]}";
    }

    private string ComplianceOf(string name)
    {
        var compliance = Hub.Held[IdOf(name)].GetProperty("Compliance");
        var reason = compliance.TryGetProperty("StatusReasons", out var reasons)
            ? $" {reasons[0].GetProperty("ReasonCode").GetString()} {reasons[0].GetProperty("Description").GetString()}"
            : "";
        return compliance.GetProperty("Status").GetString() + reason;
    }
}
