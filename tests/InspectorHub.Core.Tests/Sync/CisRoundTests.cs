using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Sync;
using InspectorHub.Sync.Cis;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>What a round of CIS scans asks for, what it ends, and what it says.</summary>
public sealed class CisRoundTests : CisTest
{
    [Fact]
    public async Task What_failed_is_sent_and_what_passed_or_was_skipped_and_did_not_fail_before_is_not()
    {
        Scans.Add(1, "1 1.1 FAILED", "1 1.2 PASSED", "1 1.3 SKIPPED", "2 2.1 FAILED");
        var summary = await RunAsync();
        Assert.Equal((2, 2, 0, 0, "eu-central-1"),
            (summary!.Findings, summary.Received, summary.Ended, summary.NotEnded, summary.Region));
        Assert.True(summary.IsComplete);
        Assert.Equal(["1 1.1 ACTIVE", "2 2.1 ACTIVE"], Held());
        // Most checks pass: only what failed is listed where nothing had failed before.
        Assert.Equal(["scans", "targets 1", $"results 1 i-1 {FailedAlone}", $"results 1 i-2 {FailedAlone}"], Scans.Asked);
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
        Scans.Add(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        Scans.Asked.Clear();
        Scans.Add(2, "1 1.1 FAILED", "2 1.1 PASSED");
        await RunAsync();
        Assert.Equal(["targets 2", $"results 2 i-1 {FailedAlone}", $"results 2 i-2 {FailedAlone}", "results 2 i-2"], Scans.Asked.Skip(1));
        Assert.Equal(["1 1.1 ACTIVE", "2 1.1 ARCHIVED"], Held());
    }

    [Fact]
    public async Task What_passes_is_skipped_or_is_gone_ends_and_each_says_why()
    {
        Scans.Add(1, "1 1.1 FAILED", "1 1.2 FAILED", "1 1.3 FAILED", "2 1.1 FAILED");
        await RunAsync();
        Scans.Add(2, "1 1.1 PASSED", "1 1.2 SKIPPED");
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
        Scans.Add(1, "1 1.1 FAILED", "1 1.2 FAILED");
        await RunAsync();
        Scans.Add(2, "1 1.2 FAILED");
        await RunAsync();
        Assert.Equal(["1 1.1 ARCHIVED", "1 1.2 ACTIVE"], Held());
        Scans.Add(3, "1 1.1 FAILED", "1 1.2 FAILED");
        await RunAsync();
        Assert.Equal(["1 1.1 ACTIVE", "1 1.2 ACTIVE"], Held());
    }

    [Fact]
    public async Task Scans_of_one_round_are_taken_from_the_oldest_to_the_newest_and_what_one_sends_the_next_may_end()
    {
        Scans.Add(1, "1 1.1 FAILED");
        await RunAsync();
        Scans.Add(2, "1 1.1 FAILED", "1 1.2 FAILED", "2 1.1 FAILED", "3 1.1 FAILED");
        Scans.Add(3, "1 1.1 FAILED", "3 -");
        var summary = await RunAsync();
        Assert.Equal(["1 1.1 ACTIVE", "1 1.2 ARCHIVED", "2 1.1 ARCHIVED", "3 1.1 ARCHIVED"], Held());
        Assert.Equal(3, summary!.Ended);
        Assert.Equal(["targets 2", "targets 3"], Scans.Asked.Where(asked => asked.StartsWith("targets", StringComparison.Ordinal)).Skip(1));
    }

    [Fact]
    public async Task A_scan_of_another_configuration_ends_nothing_on_instances_that_it_does_not_have()
    {
        Scans.Add(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        Scans.Add(2, "1 1.1 FAILED").ScanConfigurationArn = SimulatedCis.Configuration("monthly");
        Assert.Equal(0, (await RunAsync())!.Ended);
        Assert.Equal(["1 1.1 ACTIVE", "2 1.1 ACTIVE"], Held());
    }

    [Fact]
    public async Task A_scan_of_another_configuration_and_of_level_1_says_nothing_of_checks_of_level_2()
    {
        Scans.Add(1, "1 1.1 FAILED", "1 2.1 FAILED");
        await RunAsync();
        var other = Scans.Add(2, "1 -");
        (other.ScanConfigurationArn, other.SecurityLevel) = (SimulatedCis.Configuration("monthly"), "LEVEL_1");
        Assert.Equal(1, (await RunAsync())!.Ended);
        Assert.Equal(["1 1.1 ARCHIVED", "1 2.1 ACTIVE"], Held());
        // One of level 2 makes those of both, whoever has ordered it.
        Scans.Add(3, "1 -").ScanConfigurationArn = SimulatedCis.Configuration("monthly");
        Assert.Equal(1, (await RunAsync())!.Ended);
        Assert.Equal(["1 1.1 ARCHIVED", "1 2.1 ARCHIVED"], Held());
    }

    [Fact]
    public async Task Checks_of_an_instance_that_was_not_scanned_stay_and_that_is_said_once_a_scan()
    {
        Scans.Add(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        Scans.Add(2, "1 1.1 FAILED", "2");
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
        Scans.Add(1, "1 1.1 FAILED");
        await RunAsync();
        Scans.Add(2);
        Assert.Equal(0, (await RunAsync())!.Ended);
        Assert.Equal(["1 1.1 ACTIVE"], Held());
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("CANCELLED")]
    public async Task A_scan_that_did_not_come_to_its_end_is_passed_over_with_a_word(string status)
    {
        Scans.Add(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        Scans.Add(2, "1 1.1 PASSED").Status = status;
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
        Scans.Add(1, "1 1.1 FAILED", "1 1.2 FAILED", "2 1.1 FAILED");
        await RunAsync();
        Scans.Add(2, "1 1.2 FAILED");
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
        Scans.Add(1, "1 1.1 FAILED", "2 1.1 FAILED");
        await RunAsync();
        Scans.Add(2, "1 1.1 FAILED");
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
        Scans.Add(1, "1 1.1 FAILED", "1 1.2 FAILED");
        await RunAsync();
        var scan = Scans.Add(2, "1 1.1 FAILED", "1 1.3 PASSED", "1 1.4 SKIPPED");
        Scans.TargetsOf(scan)[0].StatusCounts = new CisStatusCounts { Failed = 1, Passed = 1, Skipped = counted - 2 };
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
        Scans.Add(1, "1 1.1 FAILED");
        await RunAsync();
        var scan = Scans.Add(2, "1 1.2 PASSED");
        Scans.TargetsOf(scan)[0].StatusCounts = new CisStatusCounts { Failed = 1 };
        Assert.Equal(0, (await RunAsync())!.Ended);
        Assert.Equal(["1 1.1 ACTIVE"], Held());
    }

    [Fact]
    public async Task What_nothing_can_be_made_of_is_kept_once_said_and_ends_nothing()
    {
        Scans.Add(1, "1 1.1 FAILED", "1 1.2 FAILED");
        await RunAsync();
        Scans.Add(2, "1 1.1 FAILED");
        Scans.Odd = _ =>
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
        Scans.Add(1, "1 1.1 FAILED", "1 1.1 FAILED");
        Assert.Equal(1, (await RunAsync())!.Findings);
    }

    [Fact]
    public async Task An_exception_ends_a_check_with_its_reason_for_as_long_as_it_lasts()
    {
        var until = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        var exceptions = Cis with { Exceptions = [new CisException { CheckId = "1.*", Reason = "Jump host", Until = until }] };
        Scans.Add(1, "1 1.1 FAILED", "1 2.1 FAILED");
        await RunAsync();
        Scans.Add(2, "1 1.1 FAILED", "1 2.1 FAILED");
        await RunAsync(exceptions with { Time = new RestingClock(until.AddTicks(-1)) });
        Assert.Equal(["1 1.1 ARCHIVED", "1 2.1 ACTIVE"], Held());
        Assert.Equal("NOT_AVAILABLE CIS_CHECK_SKIPPED Exception until 2026-12-01T00:00:00Z: Jump host", ComplianceOf("1 1.1"));
        Scans.Add(3, "1 1.1 FAILED", "1 2.1 FAILED");
        await RunAsync(exceptions with { Time = new RestingClock(until) });
        Assert.Equal(["1 1.1 ACTIVE", "1 2.1 ACTIVE"], Held());
    }
}
