using System.Collections.Concurrent;
using System.Net;
using InspectorHub.Aws;
using InspectorHub.Core.Tests.Delivery;
using InspectorHub.Delivery;
using InspectorHub.Outbox;
using InspectorHub.Sync;
using InspectorHub.Sync.Queue;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>What becomes of the messages of a queue.</summary>
public sealed class QueueSyncTests : DeliveryTest
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    private readonly FakeQueue queue = new();
    private readonly NotingObserver said = new();
    private readonly ConcurrentQueue<Lane> lanes = [];
    private IReadOnlyList<TimeSpan>? latencies;

    private string Unusable => Path.Combine(Folder, "unusable-messages");

    private QueueSyncOptions Options => new() { UnusableFolder = Unusable };

    [Fact]
    public async Task Until_the_queue_is_empty_its_findings_are_delivered_and_then_their_messages_deleted()
    {
        for (var number = 1; number <= 12; number++) queue.Put(Message(number));
        Hub.Before = (_, _, _) =>
        {
            Assert.Empty(queue.Deleted);
            return Task.CompletedTask;
        };
        var summary = await RunAsync();
        Assert.Equal((12, true), (summary.Received, summary.IsComplete));
        Assert.Equal(12, Hub.Held.Count);
        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"m{number}").Order(StringComparer.Ordinal),
            queue.Deleted.Order(StringComparer.Ordinal));
        Assert.Equal(12, latencies!.Count);
        // Nobody waits for what may come.
        Assert.All(queue.Waits, wait => Assert.Equal(TimeSpan.FromSeconds(1), wait));
        var result = Assert.Single(said.Results);
        Assert.Equal((null, true, false), (result.Region, result.IsListed, result.GoesOn));
        Assert.Same(summary, result.Summary);
        Assert.Empty(said.Notices);
    }

    [Fact]
    public async Task A_queue_that_does_not_answer_ends_it()
    {
        queue.Before = _ => throw new AwsException("Out of order.");
        await Assert.ThrowsAsync<AwsException>(() => RunAsync());
        Assert.Empty(latencies!);
    }

    [Fact]
    public async Task What_is_no_finding_is_set_aside_where_the_queue_has_no_dead_letters()
    {
        queue.Put(FakeQueue.Message("odd", "nothing like a finding"));
        queue.Put(Message(1));
        var summary = await RunAsync();
        Assert.Equal((1, 1, false), (summary.Received, summary.Unusable, summary.IsComplete));
        Assert.Equal(["m1", "odd"], queue.Deleted.Order());
        var file = Assert.Single(Directory.GetFiles(Unusable));
        Assert.Equal("nothing like a finding", await File.ReadAllTextAsync(file, Cancel));
        var notice = Assert.Single(said.Notices);
        Assert.Equal((SyncNoticeKind.MessageSetAside, (string?)null), (notice.Kind, notice.Region));
        Assert.Equal($"Message odd holds something that is no finding; it is set aside as {file}. Give the queue a dead-letter queue to " +
            "have such messages there.", notice.Message);
        var unusable = Assert.Single(said.Unusable);
        Assert.Equal("odd", unusable.MessageId);
        Assert.StartsWith("message odd", unusable.Problem!.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_finding_is_left_to_the_queues_own_rule_where_it_has_dead_letters()
    {
        queue.HasDeadLetters = true;
        queue.Put(FakeQueue.Message("odd", "nothing like a finding"));
        queue.Put(Message(1));
        Assert.Equal(1, (await RunAsync()).Unusable);
        Assert.Equal(["m1"], queue.Deleted);
        Assert.False(Directory.Exists(Unusable));
        Assert.Empty(said.Notices);
        Assert.Single(said.Unusable);
    }

    [Fact]
    public async Task Of_a_message_with_a_finding_and_something_else_the_finding_is_delivered_and_the_message_kept()
    {
        queue.HasDeadLetters = true;
        const string odd = """{"findingArn":"no ARN","awsAccountId":"1","type":"X"}""";
        queue.Put(FakeQueue.Message("both", $"[{QueuedEvent.Finding(1)},{odd}]"));
        Assert.Equal(1, (await RunAsync()).Received);
        Assert.Equal(["both"], queue.Deleted);
        Assert.Single(Directory.GetFiles(Unusable));
    }

    [Fact]
    public async Task An_event_that_has_no_finding_is_passed_over_with_a_word_and_deleted()
    {
        queue.HasDeadLetters = true;
        queue.Put(FakeQueue.Message("other", QueuedEvent.Of("Inspector2 Scan", "{}")));
        Assert.Equal(0, (await RunAsync()).Findings);
        Assert.Equal(["other"], queue.Deleted);
        var notice = Assert.Single(said.Notices);
        Assert.Equal(SyncNoticeKind.PassedOver, notice.Kind);
        Assert.Contains("an event of type 'Inspector2 Scan'", notice.Message, StringComparison.Ordinal);
        Assert.Empty(said.Unusable);
    }

    [Fact]
    public async Task Messages_for_a_lane_that_is_denied_are_left_to_the_queue_and_the_others_go_on()
    {
        const string other = "444455556666";
        Dispatcher? delivery = null;
        queue.Put(Message(1));
        queue.Put(Message(2, other));
        var rounds = 0;
        queue.Empty = async _ =>
        {
            if (++rounds > 1) return;
            await Noticed.UntilAsync(() => delivery!.IsStopped(Delivery.Finding.Lane));
            queue.Put(Message(3));
            queue.Put(Message(4, other));
        };
        Hub.Before = (_, ids, _) => ids.Any(id => id.Contains(Delivery.Finding.Account, StringComparison.Ordinal))
            ? throw new AwsException("Not allowed.") { StatusCode = HttpStatusCode.Forbidden, ErrorCode = "AccessDeniedException" }
            : Task.CompletedTask;
        // Watching, so that it goes on after the first empty answer.
        using var end = new CancellationTokenSource();
        var rest = queue.Empty;
        queue.Empty = async cancel =>
        {
            await rest(cancel);
            if (rounds > 1) await end.CancelAsync();
        };
        var summary = await RunUntilAsync(
            Options with { IsWatching = true, GracePeriod = TimeSpan.FromSeconds(5) }, end.Token, started => delivery = started);
        Assert.Equal((2, 1), (summary.Received, summary.Waiting));
        Assert.Equal(["m2", "m4"], queue.Deleted.Order());
        // The first one had begun, the other was never taken.
        Assert.Contains(("m1", TimeSpan.Zero), queue.Extended);
        Assert.Contains(said.Notices, notice =>
            notice is { Kind: SyncNoticeKind.GivenBack, Message: "1 messages are given back to the queue." });
    }

    [Fact]
    public async Task What_the_queue_does_not_take_back_is_said_to_come_back_by_itself_and_not_to_be_tried_again()
    {
        queue.Put(Message(1));
        Hub.Before = (_, _, cancel) => Task.Delay(Timeout.Infinite, cancel);
        using var end = new CancellationTokenSource();
        queue.Empty = async _ =>
        {
            queue.Before = call => throw new AwsException($"{call} is out of order.");
            await end.CancelAsync();
        };
        var summary = await RunUntilAsync(Options with { IsWatching = true, GracePeriod = TimeSpan.Zero }, end.Token);
        Assert.Equal((0, 1), (summary.Received, summary.Waiting));
        Assert.Equal([SyncNoticeKind.QueueTroubled], said.Kinds);
        Assert.Equal(
            "Extend is out of order. The messages that are not answered for could not be given back: they come back by themselves, " +
            "within 60 s.", said.Notices.Single().Message);
        Assert.NotNull(said.Notices.Single().Failure);
        // What it did is said all the same.
        Assert.Single(said.Results);
    }

    [Fact]
    public async Task A_watch_asks_a_queue_that_is_out_of_order_every_five_seconds_and_says_so()
    {
        var clock = new RestingClock(Start, TimeSpan.FromSeconds(5));
        var failures = 0;
        queue.Before = call =>
        {
            if (call == "Take" && ++failures <= 3) throw new AwsException($"Out of order {failures}.");
        };
        using var end = new CancellationTokenSource();
        queue.Empty = _ => end.CancelAsync();
        var running = RunUntilAsync(Options with { IsWatching = true, Time = clock }, end.Token);
        await clock.RestsAsync();
        for (var again = 0; again < 2; again++) await clock.PassAsync(TimeSpan.FromSeconds(5));
        clock.Advance(TimeSpan.FromSeconds(5));
        await running;
        Assert.Equal([SyncNoticeKind.QueueTroubled, SyncNoticeKind.QueueStillTroubled, SyncNoticeKind.QueueStillTroubled], said.Kinds);
        Assert.Equal("Out of order 1. Trying again every 5 s.", said.Notices.First().Message);
        Assert.All(said.Notices, notice => Assert.NotNull(notice.Failure));
        // It may wait as long as the service lets it.
        Assert.Equal([TimeSpan.FromSeconds(20)], queue.Waits);
    }

    [Fact]
    public async Task A_watch_gives_a_sign_of_life_once_a_minute_with_what_it_has_done()
    {
        var clock = new RestingClock(Start);
        using var end = new CancellationTokenSource();
        queue.Put(Message(1));
        var takes = 0;
        queue.Empty = async _ =>
        {
            takes++;
            if (takes == 1) await Hub.Called.UntilAsync(() => !Results.IsEmpty);
            clock.Advance(takes == 1 ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(59));
            if (takes == 4) await end.CancelAsync();
        };
        await RunUntilAsync(Options with { IsWatching = true, Time = clock }, end.Token);
        Assert.Equal([SyncNoticeKind.SignOfLife, SyncNoticeKind.SignOfLife], said.Kinds);
        Assert.All(said.Notices, notice =>
            Assert.Equal("1 messages taken, 1 findings received by Security Hub, 0 on their way.", notice.Message));
    }

    [Fact]
    public async Task One_that_does_not_watch_gives_no_sign_of_life()
    {
        var clock = new RestingClock(Start);
        queue.Put(Message(1));
        queue.Before = _ => clock.Advance(TimeSpan.FromMinutes(2));
        await RunAsync(Options with { Time = clock });
        Assert.Empty(said.Notices);
    }

    [Fact]
    public async Task What_is_passed_over_again_and_again_does_not_keep_a_run_from_its_end()
    {
        queue.HasDeadLetters = true;
        var takes = 0;
        queue.Before = call =>
        {
            if (call == "Take" && ++takes <= 5) queue.Put(FakeQueue.Message("odd", "nothing like a finding"));
        };
        // Counted once, however often the queue gives it out.
        Assert.Equal(1, (await RunAsync()).Unusable);
        // Once for its being new, and once more to see that it is not.
        Assert.Equal(2, takes);
    }

    [Fact]
    public async Task A_watch_rests_from_what_is_passed_over_again_and_again()
    {
        var clock = new RestingClock(Start, TimeSpan.FromSeconds(5));
        queue.HasDeadLetters = true;
        queue.Before = call =>
        {
            if (call == "Take") queue.Put(FakeQueue.Message("odd", "nothing like a finding"));
        };
        using var end = new CancellationTokenSource();
        var running = RunUntilAsync(Options with { IsWatching = true, Time = clock }, end.Token);
        await clock.RestsAsync();
        Assert.Equal(2, queue.Waits.Count);
        await clock.PassAsync(TimeSpan.FromSeconds(5));
        // After the rest it is as good as new.
        Assert.Equal(4, queue.Waits.Count);
        await end.CancelAsync();
        clock.Advance(TimeSpan.FromSeconds(5));
        await running;
    }

    [Fact]
    public async Task What_was_passed_over_long_ago_is_as_good_as_new()
    {
        var clock = new RestingClock(Start, TimeSpan.FromSeconds(5));
        queue.HasDeadLetters = true;
        for (var number = 0; number < 2010; number++) queue.Put(FakeQueue.Message($"odd {number}", "nothing like a finding"));
        queue.Before = call =>
        {
            if (call == "Take" && queue.Waits.Count >= 201) queue.Put(FakeQueue.Message("odd 0", "nothing like a finding"));
        };
        using var end = new CancellationTokenSource();
        var running = RunUntilAsync(Options with { IsWatching = true, Time = clock }, end.Token);
        await clock.RestsAsync();
        // 201 for all of them, one that is news again, and one that is not.
        Assert.Equal(203, queue.Waits.Count);
        await end.CancelAsync();
        clock.Advance(TimeSpan.FromSeconds(5));
        await running;
    }

    [Fact]
    public async Task No_more_is_taken_while_two_thousand_messages_are_not_answered_for()
    {
        var clock = new RestingClock(Start, TimeSpan.FromMilliseconds(100));
        for (var number = 1; number <= 2020; number++) queue.Put(Message(number));
        var gate = new TaskCompletionSource();
        Hub.Before = (_, _, cancel) => gate.Task.WaitAsync(cancel);
        var running = RunAsync(Options with { Time = clock });
        await clock.RestsAsync();
        Assert.Equal(201, queue.Waits.Count);
        gate.SetResult();
        while (!running.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(running, clock.RestsAsync());
        }

        Assert.Equal(2020, (await running).Received);
        Assert.Equal(2020, queue.Deleted.Count);
    }

    [Fact]
    public async Task Findings_of_events_that_came_late_do_not_replace_newer_ones()
    {
        queue.Put(FakeQueue.Message("new", QueuedEvent.Of(1, hour: 9)));
        await RunAsync();
        queue.Put(FakeQueue.Message("old", QueuedEvent.Of(1, hour: 8)));
        Assert.Equal(1, (await RunAsync()).Superseded);
        Assert.Equal(["new", "old"], queue.Deleted);
    }

    [Fact]
    public async Task An_event_that_came_late_opens_nothing_that_has_been_archived_since()
    {
        queue.Put(FakeQueue.Message("first", QueuedEvent.Of(1, hour: 8)));
        await RunAsync();
        var held = Assert.Single(Hub.Held.Values);
        var archived = held.GetRawText().Replace("\"ACTIVE\"", "\"ARCHIVED\"", StringComparison.Ordinal)
            .Replace(held.GetProperty("UpdatedAt").GetString()!, "2026-11-20T10:00:00Z", StringComparison.Ordinal);
        await SendAsync([new Outbox.OutboundFinding(System.Text.Encoding.UTF8.GetBytes(archived))
        {
            SourceVersion = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero),
        }]);
        queue.Put(FakeQueue.Message("late", QueuedEvent.Of(1, hour: 9)));
        Assert.Equal(1, (await RunAsync()).Superseded);
        Assert.Equal("ARCHIVED", Assert.Single(Hub.Held.Values).GetProperty("RecordState").GetString());
        queue.Put(FakeQueue.Message("new", QueuedEvent.Of(1, hour: 11)));
        Assert.Equal(1, (await RunAsync()).Received);
        Assert.Equal("ACTIVE", Assert.Single(Hub.Held.Values).GetProperty("RecordState").GetString());
    }

    [Fact]
    public async Task Findings_go_where_the_options_say_that_Security_Hub_is()
    {
        queue.Put(Message(1));
        await RunAsync(Options with { Endpoint = "http://localhost:1" });
        Assert.Equal([Delivery.Finding.Lane with { Endpoint = "http://localhost:1" }], lanes);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static QueuedMessage Message(int number, string account = Delivery.Finding.Account) =>
        FakeQueue.Message($"m{number}", QueuedEvent.Of(number, account), DateTimeOffset.UtcNow);

    private Task<DeliverySummary> RunAsync(QueueSyncOptions? options = null) =>
        RunUntilAsync(options ?? Options, CancellationToken.None);

#pragma warning disable CA1068 // What ends it in order is not what cancels it.
    private async Task<DeliverySummary> RunUntilAsync(
        QueueSyncOptions options, CancellationToken end, Action<Dispatcher>? started = null)
#pragma warning restore CA1068
    {
        using var outbox = Open();
        using var sync = new QueueSync(queue, options, settled =>
        {
            var observer = new DeliveryObserver(
                result =>
                {
                    settled(result);
                    Results.Enqueue(result);
                    Hub.Called.Raise();
                },
                Observer.Noticed);
            var delivery = new Dispatcher(
                outbox, lane =>
                {
                    lanes.Enqueue(lane);
                    return Hub;
                }, Quick, observer, Cancel);
            started?.Invoke(delivery);
            return Task.FromResult(delivery);
        }, said);
        try
        {
            return await sync.RunAsync(Cancel, end);
        }
        finally
        {
            latencies = sync.Latencies;
        }
    }
}
