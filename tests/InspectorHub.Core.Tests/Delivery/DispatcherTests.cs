using System.Net;
using InspectorHub.Asff.Rules;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Delivery;
using InspectorHub.Outbox;
using Microsoft.Data.Sqlite;

namespace InspectorHub.Core.Tests.Delivery;

public sealed class DispatcherTests : DeliveryTest
{
    [Fact]
    public async Task Every_finding_is_received_once_and_nothing_waits()
    {
        var summary = await SendAsync(Finding.Many(1234));
        Assert.Equal((1234, 1234, 0, 0), (summary.Findings, summary.Received, summary.Refused, summary.Waiting));
        Assert.Equal(1234, Hub.Held.Count);
        Assert.All(Hub.Arrivals.Values, arrivals => Assert.Equal(1, arrivals));
        Assert.All(Hub.Batches, size => Assert.InRange(size, 1, AsffLimits.BatchFindings));
        using var outbox = Open();
        Assert.Equal((0, 0, 0), Counts(outbox));
    }

    [Fact]
    public async Task A_finding_is_on_disk_before_it_is_in_flight_and_until_the_answer()
    {
        var whileInFlight = new List<(int Pending, int InFlight, int Refused)>();
        Hub.Before = (_, _, _) =>
        {
            using var other = Open();
            whileInFlight.Add(Counts(other));
            return Task.CompletedTask;
        };
        await SendAsync([Finding.Of(1)]);
        Assert.Equal([(0, 1, 0)], whileInFlight);
    }

    [Fact]
    public async Task Batches_stay_below_six_megabytes_of_utf8()
    {
        var summary = await SendAsync(Enumerable.Range(1, 60).Select(number => Finding.Of(number, padding: 200_000)));
        Assert.Equal(60, summary.Received);
        Assert.All(Hub.Batches, size => Assert.InRange(size, 1, AsffLimits.BatchBytes / 200_000));
    }

    [Fact]
    public async Task Two_senders_on_one_outbox_share_the_work_and_never_send_a_finding_at_the_same_time()
    {
        // Nothing is answered before both are at work.
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Hub.Before = (call, _, _) =>
        {
            if (call == Quick.Sender.Calls + 1) both.SetResult();
            return both.Task;
        };
        using var first = Open();
        using var second = Open();
        await QueueAsync(Finding.Many(2000), first);
        var summaries = await Task.WhenAll(DeliverAsync(first), DeliverAsync(second));
        Assert.Equal(2000, Hub.Held.Count);
        Assert.Empty(Hub.AtOnce);
        Assert.All(Hub.Arrivals.Values, arrivals => Assert.Equal(1, arrivals));
        Assert.Equal(2000, summaries.Sum(summary => summary.Received + summary.Earlier));
        Assert.All(summaries, summary => Assert.InRange(summary.Received + summary.Earlier, 1, 1999));

        async Task<DeliverySummary> DeliverAsync(FindingOutbox outbox)
        {
            using var dispatcher = new Dispatcher(outbox, _ => Hub, Quick);
            dispatcher.Resume(new OutboxFilter());
            return await dispatcher.CompleteAsync();
        }
    }

    [Theory]
    [InlineData(503, "ServiceUnavailable")]
    [InlineData(500, "InternalException")]
    [InlineData(401, "InvalidAccessException")]
    [InlineData(403, "ExpiredTokenException")]
    [InlineData(429, "TooManyRequestsException")]
    [InlineData(null, null)]
    public async Task Failures_that_pass_are_tried_again_until_every_finding_is_received(int? status, string? code)
    {
        Hub.Before = (call, _, _) => call <= 25 ? throw new AwsException("No.") { StatusCode = (HttpStatusCode?)status, ErrorCode = code }
            : Task.CompletedTask;
        var summary = await SendAsync(Finding.Many(300));
        Assert.Equal((300, 300, 0), (summary.Findings, summary.Received, summary.Waiting));
        Assert.Equal(300, Hub.Held.Count);
        Assert.Contains(Notices, notice => notice.Kind == LaneNoticeKind.Troubled);
        Assert.All(Notices, notice => Assert.Equal(
            notice.Kind is LaneNoticeKind.Troubled or LaneNoticeKind.Retrying, notice.NextTryAt is not null));
        Assert.Contains(Notices, notice => notice.Kind == LaneNoticeKind.Answered);
        Assert.Contains(Notices, notice => notice.Kind == LaneNoticeKind.Recovered);
    }

    [Fact]
    public async Task A_reply_lost_after_the_findings_were_taken_is_made_good_by_sending_again()
    {
        Hub.After = call => call <= 3 ? throw new AwsException("Connection reset.") : Task.CompletedTask;
        var summary = await SendAsync(Finding.Many(200));
        Assert.Equal((200, 200), (summary.Findings, summary.Received));
        Assert.Equal(200, Hub.Held.Count);
        Assert.Contains(Hub.Arrivals.Values, arrivals => arrivals > 1);
    }

    [Fact]
    public async Task A_refused_finding_is_set_aside_with_the_reason_and_does_not_hold_up_the_others()
    {
        Hub.Refuse = finding => FakeSecurityHub.Id(finding) is "finding-7" or "finding-70"
            ? new FailedFinding(FakeSecurityHub.Id(finding), "InvalidInput", "data.Title is bad.") : null;
        var summary = await SendAsync(Finding.Many(1000));
        Assert.Equal((1000, 998, 2, 0), (summary.Findings, summary.Received, summary.Refused, summary.Waiting));
        Assert.False(summary.IsComplete);
        Assert.Equal(["finding-7", "finding-70"], Results.Where(result => result.Status == DeliveryStatus.Refused)
            .Select(result => result.Id).Order());
        Assert.All(Results.Where(result => result.Status == DeliveryStatus.Refused),
            result => Assert.Equal(("InvalidInput", "data.Title is bad."), (result.ErrorCode, result.ErrorMessage)));
        using var outbox = Open();
        Assert.Equal((0, 0, 2), Counts(outbox));
    }

    [Fact]
    public async Task A_batch_refused_as_a_whole_is_halved_until_the_culprit_is_alone()
    {
        Hub.Before = (_, ids, _) => ids.Contains("finding-42")
            ? throw new AwsException("productArn is malformed.") { StatusCode = HttpStatusCode.BadRequest,
                ErrorCode = "InvalidInputException" }
            : Task.CompletedTask;
        var summary = await SendAsync(Finding.Many(100));
        Assert.Equal((99, 1, 0), (summary.Received, summary.Refused, summary.Waiting));
        var refused = Assert.Single(Results, result => result.Status == DeliveryStatus.Refused);
        Assert.Equal(("finding-42", "InvalidInputException", "productArn is malformed."),
            (refused.Id, refused.ErrorCode, refused.ErrorMessage));
        Assert.InRange(Hub.Calls, 2, 20);
    }

    [Fact]
    public async Task Denied_access_stops_the_lane_with_an_explanation_and_loses_nothing()
    {
        var denied =
            new AwsException("User is not authorized.") { StatusCode = HttpStatusCode.Forbidden, ErrorCode = "AccessDeniedException" };
        Hub.Before = (_, _, _) => throw denied;
        // A lane that goes on trying ends with the time, and without having stopped.
        var summary = await SendAsync(Finding.Many(500), Quick with { TimeLimit = TimeSpan.FromSeconds(10) });
        Assert.Equal((500, 0, 500), (summary.Findings, summary.Received, summary.Waiting));
        var notice = Assert.Single(Notices, notice => notice.Kind == LaneNoticeKind.Stopped);
        Assert.Contains("Nothing is lost", notice.Message, StringComparison.Ordinal);

        Hub.Before = (_, _, _) => Task.CompletedTask;
        Assert.Equal(500, (await SendAsync([Finding.Of(501)])).Earlier);
        Assert.Equal(501, Hub.Held.Count);
    }

    [Fact]
    public async Task A_stopped_lane_is_tried_again_after_a_rest_where_that_is_asked_for_and_the_reason_is_said_once()
    {
        var allowed = false;
        Hub.Before = (_, _, _) => Volatile.Read(ref allowed)
            ? Task.CompletedTask
            : throw new AwsException("User is not authorized.") { StatusCode = HttpStatusCode.Forbidden,
                ErrorCode = "AccessDeniedException" };
        using var outbox = Open();
        using var dispatcher = new Dispatcher(outbox, _ => Hub, Quick with { RetryStopped = TimeSpan.FromMilliseconds(10) }, Observer,
            TestContext.Current.CancellationToken);
        foreach (var finding in Finding.Many(50)) dispatcher.Add(finding);
        await Noticed.UntilAsync(() => Notices.Count(notice => notice.Kind == LaneNoticeKind.Retrying) >= 3);
        Assert.True(dispatcher.IsStopped(Finding.Lane));
        Assert.True(dispatcher.IsStoppedEverywhere);

        Volatile.Write(ref allowed, true);
        await Hub.Called.UntilAsync(() => Hub.Held.Count == 50);
        var summary = await dispatcher.CompleteAsync();
        Assert.Equal((50, 50, 0), (summary.Findings, summary.Received, summary.Waiting));
        Assert.False(dispatcher.IsStopped(Finding.Lane));
        Assert.Single(Notices, notice => notice.Kind == LaneNoticeKind.Stopped);
        Assert.Contains(Notices, notice => notice.Kind == LaneNoticeKind.Recovered);
    }

    [Fact]
    public async Task A_lane_that_stops_is_announced_while_another_is_still_at_work_and_one_that_breaks_ends_delivery()
    {
        var announced = new TaskCompletionSource();
        var hanging = new FakeSecurityHub { Before = (_, _, stop) => Task.Delay(Timeout.Infinite, stop) };
        var denying = new FakeSecurityHub { Before =
            (_, _, _) => throw new AwsException("No.") { StatusCode = HttpStatusCode.Forbidden, ErrorCode = "AccessDeniedException" } };
        using var outbox = Open();
        using var dispatcher = new Dispatcher(
            outbox,
            lane => lane.AccountId
                switch { Finding.Account => hanging, "222222222222" => denying, _ => throw new InvalidOperationException("broken") },
            Quick,
            new DeliveryObserver(_ => { }, notice => announced.TrySetResult()));
        dispatcher.Add(Finding.Of(1));
        dispatcher.Add(Finding.Of(2, account: "222222222222"));
        await announced.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(dispatcher.IsStoppedEverywhere);

        dispatcher.Add(Finding.Of(3, account: "333333333333"));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => dispatcher.CompleteAsync()
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal("broken", failure.Message);
        Assert.True(dispatcher.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Two_deliveries_of_one_sender_count_what_waits_on_their_own_lanes()
    {
        var down = new FakeSecurityHub { Before =
            (_, _, _) => throw new AwsException("No.") { StatusCode = HttpStatusCode.Forbidden, ErrorCode = "AccessDeniedException" } };
        using var outbox = Open();
        using var first = new Dispatcher(outbox, _ => Hub, Quick);
        using var second = new Dispatcher(outbox, _ => down, Quick);
        first.Add(Finding.Of(1));
        second.Add(Finding.Of(2, account: "222222222222"));
        Assert.Equal(1, (await second.CompleteAsync()).Waiting);
        var summary = await first.CompleteAsync();
        Assert.Equal((1, 1, 0), (summary.Findings, summary.Received, summary.Waiting));
        Assert.Empty(first.Unsettled);
        Assert.Equal("finding-2", Assert.Single(second.Unsettled).Id);
    }

    [Fact]
    public async Task A_lane_that_is_down_does_not_hold_up_another()
    {
        var other = new FakeSecurityHub { Before =
            (_, _, _) => throw new AwsException("Down.") { StatusCode = HttpStatusCode.ServiceUnavailable } };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var outbox = Open();
        using var dispatcher = new Dispatcher(outbox, lane => lane.AccountId == Finding.Account ? Hub : other, Quick, Observer, stop.Token);
        foreach (var number in Enumerable.Range(1, 300))
        {
            dispatcher.Add(Finding.Of(number));
            dispatcher.Add(Finding.Of(number, account: "999999999999"));
        }

        await Hub.Called.UntilAsync(() => Hub.Held.Count == 300);
        stop.Cancel();
        var summary = await dispatcher.CompleteAsync();
        Assert.Equal((600, 300, 300), (summary.Findings, summary.Received, summary.Waiting));
    }

    [Fact]
    public async Task Unanswered_findings_stay_when_the_time_is_over()
    {
        Hub.Before = (_, _, stop) => Task.Delay(Timeout.Infinite, stop);
        var summary = await SendAsync(Finding.Many(150), Quick with { TimeLimit = TimeSpan.FromMilliseconds(200) });
        Assert.Equal((150, 0, 150), (summary.Findings, summary.Received, summary.Waiting));
        using var outbox = Open();
        Assert.Equal((150, 0, 0), Counts(outbox));
    }

    [Fact]
    public async Task A_limit_may_be_set_when_all_has_been_given()
    {
        Hub.Before = (_, _, stop) => Task.Delay(Timeout.Infinite, stop);
        using var outbox = Open();
        using var dispatcher = new Dispatcher(outbox, _ => Hub, Quick);
        dispatcher.Add(Finding.Of(1));
        dispatcher.StopAfter(TimeSpan.FromMilliseconds(200));
        Assert.Equal(1,
            (await dispatcher.CompleteAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Waiting);
        Assert.True(dispatcher.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Reply_that_does_not_account_for_every_finding_counts_for_nothing()
    {
        var liar = new Liar(Hub);
        var summary = await SendAsync(Finding.Many(50), hubs: _ => liar);
        Assert.Equal(50, summary.Received);
        Assert.True(Hub.Calls > 1);
    }

    private sealed class Liar(FakeSecurityHub hub) : ISecurityHub
    {
        public async Task<ImportReply> BatchImportFindingsAsync(IReadOnlyList<ReadOnlyMemory<byte>> findings,
            CancellationToken cancellationToken)
        {
            var reply = await hub.BatchImportFindingsAsync(findings, cancellationToken);
            return hub.Calls == 1 ? reply with { SuccessCount = reply.SuccessCount - 1 } : reply;
        }
    }

    [Fact]
    public async Task An_outbox_that_another_program_locks_while_answers_come_ends_delivery_with_that_error()
    {
        using var outbox = Open(new OutboxOptions { LockTimeout = TimeSpan.FromMilliseconds(50) });
        await QueueAsync(Finding.Many(2000), outbox);
        await using var locker = new SqliteConnection($"Data Source={OutboxPath};Pooling=False");
        await locker.OpenAsync(TestContext.Current.CancellationToken);
        // Answers only when the outbox cannot be written any more.
        var locked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Hub.Before = async (call, _, _) =>
        {
            if (call == Quick.Sender.Calls)
            {
                await using var begin = locker.CreateCommand();
                begin.CommandText = "BEGIN IMMEDIATE";
                await begin.ExecuteNonQueryAsync(CancellationToken.None);
                locked.SetResult();
            }

            await locked.Task;
        };
        using var dispatcher = new Dispatcher(outbox, _ => Hub, Quick);
        dispatcher.Resume(new OutboxFilter());
        var failure = await Assert.ThrowsAsync<OutboxException>(dispatcher.CompleteAsync);
        Assert.Equal(OutboxFailure.Locked, failure.Failure);

        await using var end = locker.CreateCommand();
        end.CommandText = "ROLLBACK";
        await end.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2000, outbox.Count(new OutboxFilter()));
    }

    [Fact]
    public async Task The_Security_Hub_of_a_lane_is_disposed_with_its_sender()
    {
        using var outbox = Open();
        var hub = new DisposableHub(Hub);
        using (var dispatcher = new Dispatcher(outbox, _ => hub, Quick))
        {
            dispatcher.Add(Finding.Of(1));
            Assert.Equal(1, (await dispatcher.CompleteAsync()).Received);
        }

        Assert.True(hub.IsDisposed);
    }

    private sealed class DisposableHub(ISecurityHub hub) : ISecurityHub, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public Task<ImportReply> BatchImportFindingsAsync(IReadOnlyList<ReadOnlyMemory<byte>> findings,
            CancellationToken cancellationToken) =>
            hub.BatchImportFindingsAsync(findings, cancellationToken);

        public void Dispose() => IsDisposed = true;
    }
}
