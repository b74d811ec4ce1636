using System.Net;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Delivery;
using InspectorHub.Outbox;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>How findings come to a delivery, what it counts, and what it says while it goes on.</summary>
public sealed class AddingTests : DeliveryTest
{
    private const string Other = "444455556666";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Findings_are_added_without_a_thread_and_not_after_the_end()
    {
        using var outbox = Open();
        using var stop = new CancellationTokenSource();
        await using var dispatcher = new Dispatcher(outbox, _ => Hub, Quick, Observer, stop.Token);
        for (var number = 1; number <= 5001; number++) await dispatcher.AddAsync(Finding.Of(number), Cancel);
        var summary = await dispatcher.CompleteAsync();
        Assert.Equal((5001, 5001, true), (summary.Findings, summary.Received, summary.IsComplete));
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await dispatcher.AddAsync(Finding.Of(1), Cancel));
    }

    [Fact]
    public async Task Who_adds_may_be_cancelled_and_the_delivery_goes_on()
    {
        using var outbox = Open();
        await using var dispatcher = new Dispatcher(outbox, _ => Hub, Quick, Observer, Cancel);
        await dispatcher.AddAsync(Finding.Of(1), Cancel);
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await dispatcher.AddAsync(Finding.Of(2), cancel.Token));
        Assert.Equal(1, (await dispatcher.CompleteAsync()).Findings);
        Assert.DoesNotContain("finding-2", Hub.Held.Keys);
    }

    [Fact]
    public async Task The_Regions_of_a_summary_are_in_their_order_and_those_where_nothing_was_sent_are_among_them()
    {
        OutboundFinding[] findings = [In("eu-west-1"), In("ap-south-1"), In("us-east-1")];
        Assert.Equal("ap-south-1, eu-west-1, us-east-1", (await SendAsync(findings)).Region);
        var again = await SendAsync(findings);
        Assert.Equal((3, "ap-south-1, eu-west-1, us-east-1", OutboxPath), (again.Unchanged, again.Region, again.OutboxPath));
        Assert.Null((await SendAsync([])).Region);

        static OutboundFinding In(string region) => new(Finding.Of(1).Body, region);
    }

    [Fact]
    public async Task What_another_sender_has_taken_care_of_is_counted_as_that()
    {
        using var outbox = Open();
        using var other = Open();
        await QueueAsync([Finding.Of(1)], other);
        // Waits already, and is this one's too from now on; then the other one takes it over again and delivers it.
        using var dispatcher = new Dispatcher(outbox, hubs: null, Quick, Observer, Cancel);
        dispatcher.Add(Finding.Of(1));
        dispatcher.Add(Finding.Of(2));
        var first = await dispatcher.CompleteAsync();
        Assert.Equal((2, 2, 0), (first.Findings, first.Waiting, first.Elsewhere));
        using var late = new Dispatcher(outbox, hubs: null, Quick, Observer, Cancel);
        late.Add(Finding.Of(3));
        while (outbox.Count(new OutboxFilter()) < 3) await Task.Yield();
        using (var delivering = new Dispatcher(other, _ => Hub, Quick, Observer, Cancel))
        {
            Assert.Equal(3, delivering.Resume(new OutboxFilter()));
            await delivering.CompleteAsync();
        }

        var second = await late.CompleteAsync();
        Assert.Equal((1, 0, 1), (second.Findings, second.Waiting, second.Elsewhere));
    }

    [Fact]
    public async Task Findings_that_fail_for_the_time_being_are_tried_again_and_that_is_said_with_their_error()
    {
        var failures = 2;
        Hub.Refuse = finding => FakeSecurityHub.Id(finding) == "finding-2" && failures-- > 0
            ? new FailedFinding("finding-2", "InternalFailure", "Not now.")
            : null;
        var summary = await SendAsync(Finding.Many(3));
        Assert.Equal((3, 0, 0), (summary.Received, summary.Refused, summary.Waiting));
        Assert.Equal((3, 1), (Hub.Arrivals["finding-2"], Hub.Arrivals["finding-1"]));
        Assert.Equal(3, Results.Single(result => result.Id == "finding-2").Attempts);
        var notice = Notices.First(said => said.Kind == LaneNoticeKind.Troubled);
        Assert.StartsWith($"{Finding.Lane}: InternalFailure: Not now. Trying again ", notice.Message, StringComparison.Ordinal);
        Assert.NotNull(notice.NextTryAt);
        Assert.Contains(Notices, said => said is { Kind: LaneNoticeKind.Recovered });
    }

    [Fact]
    public async Task A_newer_version_goes_after_an_older_one_that_failed_for_the_time_being()
    {
        using var outbox = Open();
        using var dispatcher = new Dispatcher(outbox, _ => Hub, Quick, Observer, Cancel);
        var calls = 0;
        Hub.Refuse = _ => calls == 1 ? new FailedFinding("finding-1", "InternalFailure", "Not now.") : null;
        Hub.Before = (call, _, _) =>
        {
            calls = call;
            if (call == 1) outbox.Accept([Finding.Of(1, "Newer", "2026-11-02T08:00:00Z")], force: false);
            return Task.CompletedTask;
        };
        dispatcher.Add(Finding.Of(1));
        await dispatcher.CompleteAsync();
        Assert.Equal("Newer", Hub.Held["finding-1"].GetProperty("Title").GetString());
        Assert.Equal(0, outbox.Count(new OutboxFilter()));
    }

    [Fact]
    public async Task Refusals_alike_do_not_stop_a_lane_where_others_are_taken()
    {
        Hub.Before = (_, ids, _) => ids.Any(id => int.Parse(id.AsSpan(8), System.Globalization.CultureInfo.InvariantCulture) <= 50)
            ? throw new AwsException("It is odd.") { StatusCode = HttpStatusCode.BadRequest, ErrorCode = "SomethingException" }
            : Task.CompletedTask;
        var oneByOne = Quick with { TimeLimit = TimeSpan.FromSeconds(30), Sender = Quick.Sender with { Calls = 1 } };
        var summary = await SendAsync(Finding.Many(100), oneByOne);
        Assert.Equal((50, 50, 0), (summary.Received, summary.Refused, summary.Waiting));
        Assert.DoesNotContain(Notices, notice => notice.Kind == LaneNoticeKind.Stopped);
    }

    [Fact]
    public async Task No_more_calls_are_on_their_way_than_may_be()
    {
        var (underWay, most) = (0, 0);
        Hub.Before = async (_, _, cancel) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref underWay));
            for (var yields = 0; yields < 100; yields++) await Task.Yield();
        };
        Hub.After = _ =>
        {
            Interlocked.Decrement(ref underWay);
            return Task.CompletedTask;
        };
        await SendAsync(Finding.Many(1000), Quick with { Sender = Quick.Sender with { Calls = 2 } });
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task A_call_without_an_answer_is_given_up_and_that_is_said_with_the_time()
    {
        Hub.Before = (call, _, cancel) => call == 1 ? Task.Delay(Timeout.Infinite, cancel) : Task.CompletedTask;
        var summary = await SendAsync(
            [Finding.Of(1)], Quick with { Sender = Quick.Sender with { CallTimeout = TimeSpan.FromSeconds(1) } });
        Assert.Equal(1, summary.Received);
        Assert.Contains(Notices, notice => notice is { Kind: LaneNoticeKind.Troubled }
            && notice.Message.StartsWith($"{Finding.Lane}: No answer within 1 seconds. Trying again ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Credentials_that_have_worked_come_back_and_those_that_never_did_stop_the_lane()
    {
        var none = new AwsException("There are none.") { ErrorCode = AwsException.NoCredentials };
        Hub.Before = (call, _, _) => call == 2 ? throw none : Task.CompletedTask;
        using (var outbox = Open())
        {
            using var dispatcher = new Dispatcher(outbox, _ => Hub, Quick, Observer, Cancel);
            dispatcher.Add(Finding.Of(1));
            await Hub.Called.UntilAsync(() => Hub.Held.ContainsKey("finding-1"));
            dispatcher.Add(Finding.Of(2));
            Assert.Equal(2, (await dispatcher.CompleteAsync()).Received);
        }

        Hub.Before = (_, _, _) => throw none;
        Assert.Equal(1, (await SendAsync([Finding.Of(3)])).Waiting);
        Assert.Single(Notices, notice => notice.Kind == LaneNoticeKind.Stopped);
    }

    [Fact]
    public async Task A_lane_whose_Security_Hub_cannot_be_made_stops_with_the_reason_and_no_other_does()
    {
        var summary = await SendAsync(
            [Finding.Of(1), Finding.Of(2, account: Other)],
            hubs: lane =>
                lane.AccountId == Other ? throw new AwsException("No such Region.") { ErrorCode = AwsException.NoRegion } : Hub);
        Assert.Equal((1, 1), (summary.Received, summary.Waiting));
        var stopped = Assert.Single(Notices, notice => notice.Kind == LaneNoticeKind.Stopped);
        Assert.Equal(
            $"{Other}/eu-central-1: NoRegion: No such Region. Nothing is lost: the findings wait in the outbox until it is put right.",
            stopped.Message);
    }

    [Fact]
    public async Task A_delivery_to_AWS_counts_what_it_is_given_and_ends_where_it_is_told_to()
    {
        using var outbox = Open();
        var connection = new AwsConnection
        {
            Region = "eu-central-1", EndpointUrl = "http://127.0.0.1:1", AccessKey = "a", SecretKey = "s",
        };
        await using var delivery = new HubDelivery(outbox, connection, Quick, Observer);
        await delivery.AddAsync(new InspectorHub.Asff.AsffFinding { Id = "a", AwsAccountId = Finding.Account, Region = "x" }, Cancel);
        while (outbox.Count(new OutboxFilter()) == 0) await Task.Yield();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var summary = await delivery.CompleteAsync(stop.Token);
        Assert.Equal((1, 1, "eu-central-1"), (summary.Findings, summary.Waiting, summary.Region));
        Assert.Equal("http://127.0.0.1:1", outbox.Read(new OutboxFilter()).Single().Endpoint);
        Assert.Equal(1, delivery.Progress.Waiting);
    }
}
