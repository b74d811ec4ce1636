using System.Net;
using System.Text;
using InspectorHub.Aws;
using InspectorHub.Outbox;
using InspectorHub.Sync;
using InspectorHub.Sync.Rounds;

namespace InspectorHub.Core.Tests.Sync;

public sealed class RegionSyncTests : SyncTest
{
    [Fact]
    public async Task A_full_round_archives_what_Inspector_no_longer_lists_and_nothing_else()
    {
        Have(1, 2);
        await SyncAsync();
        Inspector.Vanish(SimulatedInspector.Arn(1));
        Assert.Equal(0, (await SyncAsync())!.Ended);
        Assert.Equal("ACTIVE", StateOf(1));

        var summary = await SyncAsync(Options with { IsFull = true });
        Assert.Equal((1, 0, true), (summary!.Ended, summary.NotEnded, summary.IsComplete));
        Assert.Equal(("ARCHIVED", "ACTIVE"), (StateOf(1), StateOf(2)));
    }

    [Fact]
    public async Task The_last_finding_of_an_account_that_is_in_sight_is_archived_and_of_one_out_of_sight_it_is_not()
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        Inspector.Set(SimulatedInspector.Arn(2, SimulatedInspector.OtherAccount));
        await SyncAsync();
        Inspector.Vanish(SimulatedInspector.Arn(1));
        Inspector.Vanish(SimulatedInspector.Arn(2, SimulatedInspector.OtherAccount));
        await SyncAsync(Options with { IsFull = true });
        Assert.Equal("ARCHIVED", StateOf(1));
        Assert.Equal("ACTIVE", RecordState(HubId(2, SimulatedInspector.OtherAccount)));
        Assert.Contains(SimulatedInspector.OtherAccount, Assert.Single(Said.Notices).Message);

        Inspector.InSight.Add(SimulatedInspector.OtherAccount);
        await SyncAsync(Options with { IsFull = true });
        Assert.Equal("ARCHIVED", RecordState(HubId(2, SimulatedInspector.OtherAccount)));
    }

    [Fact]
    public async Task More_than_the_limit_is_a_mistake_and_none_is_archived()
    {
        Have(1, 2, 3);
        await SyncAsync();
        foreach (var number in new[] { 1, 2 }) Inspector.Vanish(SimulatedInspector.Arn(number));
        var summary = await SyncAsync(Options with { IsFull = true, ArchiveLimit = 1 });
        Assert.Equal((0, 2, false), (summary!.Ended, summary.NotEnded, summary.IsComplete));
        Assert.Equal([SyncNoticeKind.ArchiveLimit], Said.Kinds);
        Assert.Equal(("ACTIVE", "ACTIVE", "ACTIVE"), (StateOf(1), StateOf(2), StateOf(3)));
        Assert.Equal(2, (await SyncAsync(Options with { IsFull = true, ArchiveLimit = 2 }))!.Ended);
    }

    [Fact]
    public async Task What_is_not_confirmed_stays()
    {
        Have(1);
        await SyncAsync();
        Inspector.Vanish(SimulatedInspector.Arn(1));
        Said.Archive = _ => false;
        Assert.Equal(1, (await SyncAsync(Options with { IsFull = true }))!.NotEnded);
        Assert.Equal("ACTIVE", StateOf(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_listing_that_breaks_off_at_whatever_page_archives_nothing(int page)
    {
        Have(1, 2, 3);
        await SyncAsync();
        Inspector.PageSize = 2;
        Inspector.Vanish(SimulatedInspector.Arn(3));
        var pages = 0;
        Inspector.BeforePage = _ =>
        {
            if (++pages == page) throw new AwsException("Out of order.") { StatusCode = HttpStatusCode.ServiceUnavailable };
        };
        await SyncAsync(Options with { IsFull = true });
        Assert.Equal("ACTIVE", StateOf(3));
        Assert.Equal([SyncNoticeKind.Failed], Said.Kinds);
    }

    [Fact]
    public async Task What_a_listing_lacks_and_Inspector_has_all_the_same_is_not_over()
    {
        Have(1, 2);
        await SyncAsync();
        // Gone while the listing passed by, and back before anybody asks for it.
        Inspector.PageSize = 1;
        Inspector.BeforePage = _ =>
        {
            if (Inspector.Asked.Count > 0 && Inspector.Asked[^1].Contains("findingArn")) Inspector.Set(SimulatedInspector.Arn(2));
            else Inspector.Vanish(SimulatedInspector.Arn(2));
        };
        var summary = await SyncAsync(Options with { IsFull = true });
        Assert.Equal(0, summary!.Ended);
        Assert.Equal("ACTIVE", StateOf(2));
    }

    [Fact]
    public async Task What_comes_back_is_opened_again_also_with_the_version_that_it_went_with()
    {
        Have(1);
        await SyncAsync();
        var gone = Inspector.Vanish(SimulatedInspector.Arn(1))!;
        Inspector.Now = Inspector.Now.AddDays(1);
        await SyncAsync(Options with { IsFull = true });
        Assert.Equal("ARCHIVED", StateOf(1));

        Inspector.Restore(gone);
        await SyncAsync(Options with { IsFull = true });
        Assert.Equal("ACTIVE", StateOf(1));
    }

    [Fact]
    public async Task A_late_event_does_not_open_what_a_full_round_has_archived()
    {
        Have(1);
        await SyncAsync();
        Inspector.Vanish(SimulatedInspector.Arn(1));
        Inspector.Now = Inspector.Now.AddDays(1);
        await SyncAsync(Options with { IsFull = true });
        var late = new OutboundFinding(Body(HubId(1), "Again", Inspector.Now.AddHours(-1))) { MayBeLate = true };
        var fresh = new OutboundFinding(Body(HubId(1), "Again", Inspector.Now.AddHours(1))) { MayBeLate = true };
        Assert.Equal(1, (await SendAsync([late])).Superseded);
        Assert.Equal("ARCHIVED", StateOf(1));
        Assert.Equal(1, (await SendAsync([fresh])).Received);
        Assert.Equal("ACTIVE", StateOf(1));
    }

    [Fact]
    public async Task What_has_left_the_filter_gets_its_present_state_or_is_archived_as_the_user_says()
    {
        Have(1, 2);
        var high = Options with { Severities = ["HIGH"], IsFull = true };
        await SyncAsync(high);
        Inspector.Now = Inspector.Now.AddHours(1);
        Inspector.Set(SimulatedInspector.Arn(1), severity: "LOW");
        await SyncAsync(high);
        Assert.Equal("LOW", Hub.Held[HubId(1)].GetProperty("Severity").GetProperty("Label").GetString());
        Assert.Equal("ACTIVE", StateOf(1));

        await SyncAsync(high with { OutOfFilter = OutOfFilter.Archive });
        Assert.Equal(("ARCHIVED", "ACTIVE"), (StateOf(1), StateOf(2)));
        Inspector.Set(SimulatedInspector.Arn(1));
        await SyncAsync(high);
        Assert.Equal("ACTIVE", StateOf(1));
    }

    [Fact]
    public async Task What_waits_and_is_over_by_now_is_archived_too()
    {
        Have(1);
        using (var outbox = Open())
            await QueueAsync([new OutboundFinding(Body(HubId(1), "A finding", Inspector.Now))], outbox);
        Inspector.Vanish(SimulatedInspector.Arn(1));
        await SyncAsync(Options with { IsFull = true });
        Assert.Equal("ARCHIVED", StateOf(1));
    }

    [Fact]
    public async Task Only_what_came_from_Inspectors_findings_is_ended()
    {
        Have(1);
        string[] others = ["other-tool/1", $"inspector-scan/eu-central-1/{SimulatedInspector.Account}/00",
            $"inspector/eu-central-1/{SimulatedInspector.Account}/00", $"inspector2/eu-central-1/{SimulatedInspector.Account}/cis/00",
            $"inspector2/us-east-1/{SimulatedInspector.Account}/00"];
        await SendAsync(others.Select(id => new OutboundFinding(Body(id, "Not of a listing", Inspector.Now))));
        Assert.Equal(0, (await SyncAsync(Options with { IsFull = true }))!.Ended);
        // The last one was found in another Region and sent to the Security Hub of this one.
        Assert.All(others, id => Assert.Equal("ACTIVE", RecordState(id)));
    }

    [Fact]
    public async Task A_checkpoint_older_than_what_Inspector_remembers_makes_a_round_full_and_says_so()
    {
        Have(1, 2);
        await SyncAsync();
        Inspector.Vanish(SimulatedInspector.Arn(1));
        Inspector.Now = Inspector.Now.AddDays(3).AddMinutes(1);
        Assert.Equal(1, (await SyncAsync())!.Ended);
        Assert.Equal([SyncNoticeKind.CheckpointTooOld], Said.Kinds);
        Inspector.Now = Inspector.Now.AddDays(2);
        await SyncAsync();
        Assert.Single(Said.Notices);
    }

    [Fact]
    public async Task A_checkpoint_in_the_future_is_none()
    {
        Have(1);
        await SyncAsync();
        new ChangeListing(Inspector, SimulatedInspector.Account, "", Options).Checkpoint
            .Write(new CheckpointTimes(Inspector.Now.AddDays(1)));
        Inspector.Set(SimulatedInspector.Arn(2));
        await SyncAsync();
        Assert.Equal([SyncNoticeKind.CheckpointInFuture], Said.Kinds);
        Assert.Equal("ACTIVE", StateOf(2));
        Inspector.Set(SimulatedInspector.Arn(3));
        await SyncAsync();
        Assert.Single(Said.Notices);
        Assert.Equal("ACTIVE", StateOf(3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    public async Task A_damaged_checkpoint_is_said_and_all_is_listed(string content)
    {
        Have(1);
        await SyncAsync();
        File.WriteAllText(Directory.GetFiles(Folder, "*.checkpoint").Single(), content);
        Inspector.Vanish(SimulatedInspector.Arn(1));
        Assert.Equal(1, (await SyncAsync())!.Ended);
        Assert.Equal([SyncNoticeKind.CheckpointUnreadable], Said.Kinds);
    }

    [Fact]
    public async Task The_checkpoint_is_of_Inspectors_clock_whatever_this_machine_says()
    {
        Have(1);
        await SyncAsync();
        var checkpoint = new ChangeListing(Inspector, SimulatedInspector.Account, "", Options).Checkpoint;
        Assert.Equal(Inspector.Now, checkpoint.Read()!.DeliveredUntil);
        Assert.Equal(Inspector.Now, checkpoint.Read()!.FullAt);

        Inspector.Now = Inspector.Now.AddMinutes(1);
        Inspector.Set(SimulatedInspector.Arn(2));
        await SyncAsync(Options with { Overlap = TimeSpan.Zero });
        Assert.Equal("ACTIVE", StateOf(2));
        Assert.Equal(Inspector.Now, checkpoint.Read()!.DeliveredUntil);
    }

    [Fact]
    public async Task An_Inspector_that_says_no_time_is_gone_by_through_its_findings()
    {
        Inspector.SaysTime = false;
        Have(1);
        var updated = Inspector.Now;
        Inspector.Now = Inspector.Now.AddHours(1);
        await SyncAsync();
        Assert.Equal(updated, new ChangeListing(Inspector, SimulatedInspector.Account, "", Options).Checkpoint.Read()!.DeliveredUntil);
    }

    [Fact]
    public async Task While_Security_Hub_does_not_answer_the_checkpoint_stays_and_so_does_the_date_of_the_full_round()
    {
        Have(1);
        await SyncAsync();
        var checkpoint = new ChangeListing(Inspector, SimulatedInspector.Account, "", Options).Checkpoint;
        var before = checkpoint.Read();
        Inspector.Now = Inspector.Now.AddHours(1);
        Inspector.Vanish(SimulatedInspector.Arn(1));
        using var stop = new CancellationTokenSource();
        Hub.Before = (_, _, _) =>
        {
            stop.Cancel();
            throw new AwsException("Out of order.") { StatusCode = HttpStatusCode.ServiceUnavailable };
        };
        await SyncAsync(Options with { IsFull = true }, stop.Token);
        Assert.Equal(before, checkpoint.Read());
        Hub.Before = (_, _, _) => Task.CompletedTask;
        await SyncAsync();
        Assert.Equal("ARCHIVED", StateOf(1));
    }

    [Fact]
    public async Task An_outbox_that_remembers_nothing_asks_Security_Hub_what_was_sent()
    {
        Have(1, 2);
        await SyncAsync();
        await SendAsync([new OutboundFinding(Body("other-tool/1", "Not ours", Inspector.Now)),
            new OutboundFinding(Body($"inspector2/eu-central-1/{SimulatedInspector.Account}/cis/1", "CIS", Inspector.Now))]);
        Inspector.Vanish(SimulatedInspector.Arn(1));
        Inspector.Now = Inspector.Now.AddHours(1);
        Forget();
        Assert.Equal(1, (await SyncAsync())!.Ended);
        Assert.Equal(("ARCHIVED", "ACTIVE"), (StateOf(1), StateOf(2)));
        Assert.Equal(("ACTIVE", "ACTIVE"),
            (RecordState("other-tool/1"), RecordState($"inspector2/eu-central-1/{SimulatedInspector.Account}/cis/1")));
        Assert.False(Hub.Held[HubId(1)].TryGetProperty("Workflow", out _));
    }

    [Fact]
    public async Task What_another_outbox_has_archived_and_Inspector_has_again_is_opened_again()
    {
        Have(1);
        await SyncAsync();
        var gone = Inspector.Vanish(SimulatedInspector.Arn(1))!;
        Inspector.Now = Inspector.Now.AddHours(1);
        await SyncAsync(Options with { IsFull = true });
        Inspector.Restore(gone);
        Forget();
        await SyncAsync();
        Assert.Equal("ACTIVE", StateOf(1));
    }

    [Fact]
    public async Task What_Security_Hub_has_lost_is_sent_again_by_a_round_that_asks_it()
    {
        Have(1);
        using (var outbox = Open(new OutboxOptions { Time = new SteadyClock(Inspector.Now) })) await SyncAsync(outbox);
        Hub.Held.Clear();
        using var later = Open(new OutboxOptions { Time = new SteadyClock(Inspector.Now.AddHours(1)) });
        await SyncAsync(later, Options with { IsFull = true });
        Assert.Equal("none", StateOf(1));
        await SyncAsync(later, Options with { IsFull = true, AsksHub = true });
        Assert.Equal("ACTIVE", StateOf(1));
    }

    [Fact]
    public async Task A_Security_Hub_that_does_not_say_what_it_holds_leaves_what_the_outbox_knows()
    {
        Have(1, 2);
        await SyncAsync();
        Inspector.Vanish(SimulatedInspector.Arn(1));
        Hub.BeforeRead =
            () => throw new AwsException("Not allowed.") { StatusCode = HttpStatusCode.Forbidden, ErrorCode = "AccessDeniedException" };
        Assert.Equal(1, (await SyncAsync(Options with { IsFull = true, AsksHub = true }))!.Ended);
        Assert.Equal([SyncNoticeKind.HubUnread], Said.Kinds);
    }

    [Fact]
    public async Task A_full_round_comes_by_itself_once_a_day_at_its_time()
    {
        Have(1);
        var time = new RestingClock(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1));
        using var outbox = Open();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var sync = NewSync(outbox, Options with { Time = time, Interval = TimeSpan.FromHours(1) }, stop.Token);
        var watching = sync.WatchAsync(stop.Token);
        for (var round = 1; round <= 48; round++)
        {
            await time.RestsAsync();
            Inspector.Now = Inspector.Now.AddHours(1);
            time.Advance(TimeSpan.FromHours(1));
        }

        await time.RestsAsync();
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        // The first round is full for having no checkpoint, and is not called so; then the first after three o'clock.
        Assert.Equal([19, 43], Said.Rounds.Select((round, i) => (round.IsFull, i)).Where(round => round.IsFull).Select(round => round.i));
    }

    // Another machine: neither outbox nor checkpoints.
    private void Forget()
    {
        foreach (var file in Directory.GetFiles(Folder)) File.Delete(file);
    }

    private sealed class SteadyClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private void Have(params int[] numbers)
    {
        foreach (var number in numbers) Inspector.Set(SimulatedInspector.Arn(number));
    }

    private string RecordState(string id) => Hub.Held[id].GetProperty("RecordState").GetString()!;

    private static byte[] Body(string id, string title, DateTimeOffset updatedAt) =>
        Encoding.UTF8.GetBytes(Delivery.Finding.Json(id, title, updatedAt.UtcDateTime.ToString("O")));
}
