using System.Text;
using InspectorHub.Aws;
using InspectorHub.Aws.Sessions;
using InspectorHub.Outbox;
using InspectorHub.Sync.Queue;

namespace InspectorHub.Core.Tests.Aws;

public sealed class QueueWorkTests
{
    private static readonly OutboundFinding Finding =
        new(Encoding.UTF8.GetBytes("""{"Id":"a","AwsAccountId":"111122223333","Region":"eu-central-1"}"""));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_stays_hidden_while_its_finding_is_on_its_way_and_goes_when_it_is_answered_for()
    {
        var extended = new TaskCompletionSource();
        var deleted = new TaskCompletionSource();
        using var server = new LoopbackServer(request =>
        {
            if (Operation(request) == "ChangeMessageVisibilityBatch") extended.TrySetResult();
            if (Operation(request) == "DeleteMessageBatch") deleted.TrySetResult();
            return LoopbackServer.Answer(200, """{"Successful":[],"Failed":[]}""", "Content-Type: application/x-amz-json-1.0");
        });
        using var queue = Queue(server);
        using var work =
            new QueueWork(queue, TimeSpan.FromMilliseconds(1200), _ => false, (_, _) => true, failure => Assert.Fail(failure.Message));
        work.Begin(Message("m"), [Finding]);
        await extended.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.False(deleted.Task.IsCompleted);
        Assert.Equal(1, work.Open);

        work.Settle(new FindingResult(Finding.Id, Finding.Lane, DeliveryStatus.Received));
        await deleted.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(0, work.Open);
        Assert.Single(work.Latencies);
        Assert.Contains("\"receipt of m\"", server.Requests.Last(request => Operation(request) == "DeleteMessageBatch").Text);
        await work.CompleteAsync();
    }

    [Fact]
    public async Task Of_two_messages_about_one_finding_each_needs_an_answer_of_its_own()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(200, """{"Successful":[],"Failed":[]}"""));
        using var queue = Queue(server);
        using var work = new QueueWork(queue, TimeSpan.FromMinutes(5), _ => false, (_, _) => true, failure => Assert.Fail(failure.Message));
        work.Begin(Message("old"), [Finding]);
        work.Begin(Message("new"), [Finding]);
        work.Settle(new FindingResult(Finding.Id, Finding.Lane, DeliveryStatus.Superseded));
        await work.CompleteAsync();
        var deleted = Deleted(server);
        Assert.Contains("receipt of old", deleted);
        Assert.DoesNotContain("receipt of new", deleted);
        Assert.Equal(1, work.Open);
    }

    [Fact]
    public async Task A_late_older_version_does_not_have_the_newer_ones_message_deleted_before_its_answer()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(200, """{"Successful":[],"Failed":[]}"""));
        using var queue = Queue(server);
        using var work = new QueueWork(queue, TimeSpan.FromMinutes(5), _ => false, (_, _) => true, failure => Assert.Fail(failure.Message));
        work.Begin(Message("newer"), [Finding]);
        work.Begin(Message("late"), [Finding]);
        work.Settle(new FindingResult(Finding.Id, Finding.Lane, DeliveryStatus.Superseded) { IsOutdated = true });
        Assert.Equal(2, work.Open);

        work.Settle(new FindingResult(Finding.Id, Finding.Lane, DeliveryStatus.Received));
        Assert.Equal(0, work.Open);
        await work.CompleteAsync();
        var deleted = Deleted(server);
        Assert.Contains("receipt of newer", deleted);
        Assert.Contains("receipt of late", deleted);
    }

    [Fact]
    public async Task A_message_whose_finding_somebody_else_has_delivered_is_given_back_to_the_queue()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(200, """{"Successful":[],"Failed":[]}"""));
        using var queue = Queue(server);
        var asked = new TaskCompletionSource();
        bool IsWaiting(string id, Lane lane)
        {
            asked.TrySetResult();
            return false;
        }

        using var work =
            new QueueWork(queue, TimeSpan.FromMilliseconds(200), _ => false, IsWaiting, failure => Assert.Fail(failure.Message));
        work.Begin(Message("m"), [Finding]);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        await work.CompleteAsync();
        Assert.Equal(0, work.Open);
        Assert.DoesNotContain(server.Requests, request => Operation(request) is "DeleteMessageBatch" or "ChangeMessageVisibilityBatch");

        // When it comes again, its end is its own.
        using var again =
            new QueueWork(queue, TimeSpan.FromMinutes(5), _ => false, (_, _) => true, failure => Assert.Fail(failure.Message));
        again.Begin(Message("m"), [Finding]);
        again.Settle(new FindingResult(Finding.Id, Finding.Lane, DeliveryStatus.Unchanged));
        await again.CompleteAsync();
        Assert.Contains(server.Requests, request => Operation(request) == "DeleteMessageBatch");
    }

    [Fact]
    public async Task Messages_stay_hidden_while_others_cannot_be_deleted()
    {
        var extended = new TaskCompletionSource();
        var told = new TaskCompletionSource<AwsException>();
        using var server = new LoopbackServer(request =>
        {
            if (Operation(request) == "DeleteMessageBatch")
                return LoopbackServer.Answer(403, """{"__type":"AccessDenied","message":"not yet"}""");
            extended.TrySetResult();
            return LoopbackServer.Answer(200, """{"Successful":[],"Failed":[]}""");
        });
        using var queue = Queue(server);
        using var work =
            new QueueWork(queue, TimeSpan.FromMilliseconds(1200), _ => false, (_, _) => true, failure => told.TrySetResult(failure));
        work.Begin(Message("unusable"), []);
        work.Begin(Message("open"), [Finding]);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        await extended.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    [Fact]
    public async Task A_queue_that_does_not_answer_is_asked_again()
    {
        var calls = 0;
        var told = new TaskCompletionSource<AwsException>();
        var deleted = new TaskCompletionSource();
        using var server = new LoopbackServer(_ =>
        {
            if (Interlocked.Increment(ref calls) == 1)
                return LoopbackServer.Answer(403, """{"__type":"AccessDenied","message":"not yet"}""");
            deleted.TrySetResult();
            return LoopbackServer.Answer(200, """{"Successful":[],"Failed":[]}""");
        });
        using var queue = Queue(server);
        using var work = new QueueWork(queue, TimeSpan.FromMinutes(5), _ => false, (_, _) => true, failure => told.TrySetResult(failure));
        work.Begin(Message("m"), []);
        Assert.Contains("not yet", (await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel)).Message);
        await deleted.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        await work.CompleteAsync();
    }

    [Fact]
    public async Task A_message_that_the_queue_could_not_delete_is_deleted_again_and_one_that_is_another_workers_is_not()
    {
        var told = new TaskCompletionSource<AwsException>();
        var deletions = new TaskCompletionSource();
        var calls = 0;
        using var server = new LoopbackServer(_ =>
        {
            if (Interlocked.Increment(ref calls) == 2) deletions.TrySetResult();
            return LoopbackServer.Answer(200, calls == 1
                ? """{"Successful":[],"Failed":[{"Id":"0","Code":"InternalError","Message":"not now","SenderFault":false}]}"""
                : """{"Successful":[],"Failed":[{"Id":"0","Code":"ReceiptHandleIsInvalid","SenderFault":true}]}""");
        });
        using var queue = Queue(server);
        using var work = new QueueWork(queue, TimeSpan.FromMinutes(5), _ => false, (_, _) => true, failure => told.TrySetResult(failure));
        work.Begin(Message("m"), []);
        Assert.Contains("InternalError not now", (await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel)).Message);
        await deletions.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        await work.CompleteAsync();
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Messages_for_a_stopped_lane_are_let_go_and_not_deleted_on_the_strength_of_what_comes_later()
    {
        var stopped = false;
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var server = new LoopbackServer(_ => LoopbackServer.Answer(200, """{"Successful":[],"Failed":[]}"""));
        using var queue = Queue(server);
        using var work =
            new QueueWork(queue, TimeSpan.FromMinutes(5), _ => IsStopped(), (_, _) => true, failure => Assert.Fail(failure.Message));
        work.Begin(Message("first"), [Finding]);
        Volatile.Write(ref stopped, true);
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(0, work.Open);

        // The lane is open again: the message comes once more, and its finding is found waiting from the first time.
        Volatile.Write(ref stopped, false);
        work.Begin(Message("again"), [Finding]);
        work.Settle(new FindingResult(Finding.Id, Finding.Lane, DeliveryStatus.Unchanged));
        Assert.Equal(1, work.Open);
        work.Settle(new FindingResult(Finding.Id, Finding.Lane, DeliveryStatus.Received));
        Assert.Equal(0, work.Open);
        await work.CompleteAsync();
        var deleted = Deleted(server);
        Assert.Contains("receipt of again", deleted);
        Assert.DoesNotContain("receipt of first", deleted);

        // Asked while the messages are held: whoever looks at them afterwards sees what came of the answer.
        bool IsStopped()
        {
            if (Volatile.Read(ref stopped)) heard.TrySetResult();
            return Volatile.Read(ref stopped);
        }
    }

    private static string Operation(LoopbackServer.Request request) => request.Headers["X-Amz-Target"].Split('.')[1];

    private static string Deleted(LoopbackServer server) =>
        string.Concat(server.Requests.Where(request => Operation(request) == "DeleteMessageBatch").Select(request => request.Text));

    private static QueuedMessage Message(string name) => new(name, $"receipt of {name}", "{}", DateTimeOffset.UtcNow);

    private static FindingQueue Queue(LoopbackServer server) =>
        new(new AwsConnection { AccessKey = "a", SecretKey = "b", Region = "eu-central-1" }, $"{server.Url}/111122223333/events");
}
