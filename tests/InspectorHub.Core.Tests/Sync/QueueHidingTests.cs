using InspectorHub.Aws;
using InspectorHub.Outbox;
using InspectorHub.Sync.Queue;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>For how long a message is hidden from other workers, and when it is deleted or given back.</summary>
public sealed class QueueHidingTests
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    private readonly FakeQueue queue = new();
    private readonly RestingClock clock = new(Start, Beat, Pause);
    private readonly List<AwsException> told = [];

    [Fact]
    public async Task A_message_is_hidden_anew_when_half_of_its_time_is_over_and_every_half_time_after_that()
    {
        using var work = await WorkAsync();
        work.Begin(FakeQueue.Message("a"), [Of(1)]);
        await clock.PassAsync(TimeSpan.FromSeconds(10));
        work.Begin(FakeQueue.Message("b"), [Of(2)]);
        await clock.PassAsync(TimeSpan.FromSeconds(20) - Instant);
        Assert.Empty(queue.Extended);
        await clock.PassAsync(Instant + Beat);
        Assert.Equal([("a", queue.Visibility)], queue.Extended);

        await clock.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal([("a", queue.Visibility), ("b", queue.Visibility)], queue.Extended);
        await clock.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["a", "b", "a"], queue.Extended.Select(call => call.Ids));
        await clock.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["a", "b", "a", "a,b"], queue.Extended.Select(call => call.Ids));
    }

    [Fact]
    public async Task What_is_answered_for_is_deleted_once_and_hidden_no_longer()
    {
        using var work = await WorkAsync();
        work.Begin(FakeQueue.Message("a"), [Of(1)]);
        work.Begin(FakeQueue.Message("b"), [Of(2)]);
        work.Settle(Received(1));
        Assert.Equal(1, work.Open);
        await clock.PassAsync(Beat);
        await clock.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["a"], queue.Deleted);
        Assert.Equal(["b"], queue.Extended.Select(call => call.Ids));
        await work.CompleteAsync();
        Assert.Equal(["a"], queue.Deleted);
    }

    [Fact]
    public async Task A_message_is_done_when_every_finding_in_it_is_and_one_without_findings_at_once()
    {
        using var work = await WorkAsync();
        work.Begin(FakeQueue.Message("empty"), []);
        work.Begin(FakeQueue.Message("two"), [Of(1), Of(2)]);
        Assert.Equal(1, work.Open);
        work.Settle(Received(1));
        work.Settle(Received(1));
        work.Settle(Received(3));
        Assert.Equal(1, work.Open);
        work.Settle(Received(2));
        Assert.Equal(0, work.Open);
        await work.CompleteAsync();
        Assert.Equal(["empty", "two"], queue.Deleted);
    }

    [Fact]
    public async Task Of_several_messages_about_one_finding_each_end_is_that_of_the_oldest()
    {
        using var work = await WorkAsync();
        foreach (var name in (string[])["first", "second", "third"]) work.Begin(FakeQueue.Message(name), [Of(1)]);
        work.Settle(Received(1));
        Assert.Equal(2, work.Open);
        work.Settle(Received(1) with { IsOutdated = true });
        work.Settle(Received(1));
        Assert.Equal(0, work.Open);
        await work.CompleteAsync();
        Assert.Equal(["first", "second", "third"], queue.Deleted);
        // Nothing is left of it: the next message about it begins anew.
        work.Begin(FakeQueue.Message("fourth"), [Of(1)]);
        work.Begin(FakeQueue.Message("fifth"), [Of(1)]);
        work.Settle(Received(1));
        Assert.Equal(1, work.Open);
    }

    [Fact]
    public async Task A_message_that_came_late_ends_with_the_newer_ones()
    {
        using var work = await WorkAsync();
        foreach (var name in (string[])["newest", "late", "later"]) work.Begin(FakeQueue.Message(name), [Of(1)]);
        work.Settle(Received(1) with { IsOutdated = true });
        work.Settle(Received(1) with { IsOutdated = true });
        Assert.Equal(3, work.Open);
        work.Settle(Received(1));
        Assert.Equal(0, work.Open);

        // The only one is answered for by whatever ends it.
        work.Begin(FakeQueue.Message("again"), [Of(1)]);
        work.Settle(Received(1) with { IsOutdated = true });
        Assert.Equal(0, work.Open);
    }

    [Fact]
    public async Task The_latency_is_from_the_queue_to_the_answer_and_the_last_ten_thousand_are_kept()
    {
        using var work = await WorkAsync();
        work.Begin(FakeQueue.Message("first", sentAt: Start.AddSeconds(-3)), [Of(0)]);
        clock.Advance(TimeSpan.FromSeconds(4));
        work.Settle(Received(0));
        Assert.Equal([TimeSpan.FromSeconds(7)], work.Latencies);

        var finding = Of(1);
        for (var number = 0; number < 10_000; number++)
        {
            work.Begin(FakeQueue.Message("next", sentAt: Start), [finding]);
            work.Settle(Received(1));
        }

        Assert.Equal(10_000, work.Latencies.Count);
        Assert.DoesNotContain(TimeSpan.FromSeconds(7), work.Latencies);
    }

    [Fact]
    public async Task A_queue_that_does_not_answer_is_asked_every_second_and_that_is_told_once_for_as_long_as_it_lasts()
    {
        var isDown = true;
        queue.Before = call =>
        {
            if (isDown && call == "Delete") throw new AwsException("Out of order.");
        };
        using var work = await WorkAsync();
        work.Begin(FakeQueue.Message("a"), []);
        await clock.PassAsync(Beat);
        await clock.PassAsync(Pause);
        await clock.PassAsync(Pause);
        Assert.Equal([Beat, Pause, Pause, Pause], clock.Rests);
        Assert.Equal("Out of order.", Assert.Single(told).Message);

        isDown = false;
        await clock.PassAsync(Pause);
        Assert.Equal(["a"], queue.Deleted);
        Assert.Equal(Beat, clock.Rests[^1]);
        isDown = true;
        work.Begin(FakeQueue.Message("b"), []);
        await clock.PassAsync(Beat);
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public async Task What_cannot_be_deleted_keeps_nothing_from_being_hidden_and_each_trouble_is_told_by_itself()
    {
        queue.Before = call => throw new AwsException($"{call} is out of order.");
        using var work = await WorkAsync();
        work.Begin(FakeQueue.Message("done"), []);
        work.Begin(FakeQueue.Message("open"), [Of(1)]);
        await clock.PassAsync(TimeSpan.FromSeconds(30));
        await clock.PassAsync(Pause);
        Assert.Equal(["Delete is out of order.", "Extend is out of order."], told.Select(failure => failure.Message));
        Assert.Equal(1, work.Open);

        queue.Before = _ => { };
        await clock.PassAsync(Pause);
        Assert.Equal(["done"], queue.Deleted);
        Assert.Equal(["open"], queue.Extended.Select(call => call.Ids));
    }

    [Fact]
    public async Task While_one_of_both_fails_it_is_asked_every_second()
    {
        using var work = await WorkAsync();
        queue.Before = call =>
        {
            if (call == "Extend") throw new AwsException("Out of order.");
        };
        work.Begin(FakeQueue.Message("open"), [Of(1)]);
        await clock.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal([Beat, Pause], clock.Rests);
    }

    [Fact]
    public async Task What_is_not_answered_for_is_given_back_at_once_also_what_was_let_go()
    {
        var isStopped = false;
        using var work = await WorkAsync(isStopped: _ => isStopped);
        work.Begin(FakeQueue.Message("done"), [Of(1)]);
        work.Begin(FakeQueue.Message("two findings"), [Of(2), Of(3)]);
        work.Begin(FakeQueue.Message("other"), [Of(4)]);
        work.Settle(Received(1));
        isStopped = true;
        await clock.PassAsync(Beat);
        Assert.Equal(0, work.Open);
        Assert.Equal(2, await work.GiveBackAsync());
        Assert.Equal([("two findings,other", TimeSpan.Zero)], queue.Extended);
        Assert.Equal(0, await work.GiveBackAsync());
    }

    [Fact]
    public async Task A_queue_that_does_not_take_them_back_has_none_given_back_and_that_is_the_callers_to_say()
    {
        using var work = await WorkAsync();
        work.Begin(FakeQueue.Message("a"), [Of(1)]);
        queue.Before = _ => throw new AwsException("Out of order.");
        Assert.Equal("Out of order.", (await Assert.ThrowsAsync<AwsException>(work.GiveBackAsync)).Message);
        Assert.Equal(0, work.Open);
        // Who is told by the way hears that it is tried again, which this is not.
        Assert.Empty(told);
    }

    [Fact]
    public async Task One_stopped_lane_lets_the_whole_message_go_and_no_other()
    {
        using var work = await WorkAsync(isStopped: lane => lane.AccountId == "444455556666");
        work.Begin(FakeQueue.Message("a"), [Of(1), Of(2, "444455556666")]);
        work.Begin(FakeQueue.Message("b"), [Of(3)]);
        await clock.PassAsync(Beat);
        Assert.Equal(1, work.Open);
        // Its findings are somebody else's now: their end deletes nothing here.
        work.Settle(Received(1));
        work.Settle(Received(2, "444455556666"));
        work.Settle(Received(3));
        await work.CompleteAsync();
        Assert.Equal(["b"], queue.Deleted);
        Assert.Single(work.Latencies);
    }

    [Fact]
    public async Task A_message_is_let_go_when_none_of_its_findings_is_in_the_outbox_any_more()
    {
        var waiting = new HashSet<string> { Of(1).Id, Of(3).Id };
        using var work = await WorkAsync(isWaiting: (id, _) => waiting.Contains(id));
        work.Begin(FakeQueue.Message("a"), [Of(1), Of(2)]);
        work.Begin(FakeQueue.Message("b"), [Of(3)]);
        await clock.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["a,b"], queue.Extended.Select(call => call.Ids));
        waiting.Remove(Of(1).Id);
        await clock.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["a,b", "b"], queue.Extended.Select(call => call.Ids));
        Assert.Equal(1, work.Open);
    }

    [Fact]
    public async Task Of_several_messages_about_a_finding_one_that_is_let_go_takes_no_end_from_the_others()
    {
        var isWaiting = false;
        using var work = await WorkAsync(isWaiting: (_, _) => isWaiting);
        work.Begin(FakeQueue.Message("old"), [Of(1)]);
        clock.Advance(TimeSpan.FromSeconds(15));
        work.Begin(FakeQueue.Message("new"), [Of(1)]);
        work.Settle(Received(1) with { IsOutdated = true });
        await clock.RestsAsync();
        await clock.PassAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(1, work.Open);
        isWaiting = true;
        work.Settle(Received(1));
        await work.CompleteAsync();
        Assert.Equal(["new"], queue.Deleted);
    }

    [Fact]
    public async Task An_outbox_that_cannot_be_looked_at_lets_nothing_go()
    {
        using var work = await WorkAsync(isWaiting: (_, _) => throw new OutboxException(OutboxFailure.Locked, "It is locked."));
        work.Begin(FakeQueue.Message("a"), [Of(1)]);
        await clock.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["a"], queue.Extended.Select(call => call.Ids));
        Assert.Equal(1, work.Open);
    }

    [Fact]
    public async Task Once_it_is_disposed_of_nothing_is_hidden_any_more()
    {
        var work = await WorkAsync();
        work.Begin(FakeQueue.Message("a"), [Of(1)]);
        work.Dispose();
        clock.Advance(TimeSpan.FromMinutes(1));
        await work.CompleteAsync();
        Assert.Empty(queue.Extended);
        Assert.Empty(queue.Deleted);
    }

    private static OutboundFinding Of(int number, string account = Delivery.Finding.Account) =>
        Delivery.Finding.Of(number, account: account);

    private static FindingResult Received(int number, string account = Delivery.Finding.Account)
    {
        var finding = Of(number, account);
        return new FindingResult(finding.Id, finding.Lane, DeliveryStatus.Received);
    }

    // At rest after its first look.
    private async Task<QueueWork> WorkAsync(Func<Lane, bool>? isStopped = null, Func<string, Lane, bool>? isWaiting = null)
    {
        var work = Work(clock, isStopped, isWaiting);
        await clock.RestsAsync();
        return work;
    }

    private QueueWork Work(TimeProvider time, Func<Lane, bool>? isStopped = null, Func<string, Lane, bool>? isWaiting = null) => new(
        queue, queue.Visibility, isStopped ?? (_ => false), isWaiting ?? ((_, _) => true), told.Add, time);
}
