using InspectorHub.Delivery;
using InspectorHub.Outbox;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>Senders that share an outbox.</summary>
public sealed class SeveralSendersTests : DeliveryTest
{
    [Fact]
    public async Task What_a_halted_sender_holds_is_said_with_its_process_and_for_how_long()
    {
        using var halted = Open();
        halted.Accept([.. Finding.Many(3)], force: false);
        halted.Leases.Lease(halted.Number(Finding.Lane), halted.Sender, partial: true);
        using var outbox = Open();
        var options = Quick with { Sender = Quick.Sender with { Patience = TimeSpan.FromMilliseconds(50) } };
        using var dispatcher = new Dispatcher(outbox, _ => Hub, options, Observer, TestContext.Current.CancellationToken);
        foreach (var finding in Finding.Many(3)) dispatcher.Add(finding);
        var completing = dispatcher.CompleteAsync();
        await Noticed.UntilAsync(() => Notices.Any(notice => notice.Kind == LaneNoticeKind.Held));
        Assert.False(completing.IsCompleted);
        var notice = Notices.First(notice => notice.Kind == LaneNoticeKind.Held);
        Assert.Contains($"3 findings are in the hands of another sender, process {Environment.ProcessId},", notice.Message,
            StringComparison.Ordinal);

        halted.Leases.Release(halted.Sender);
        Assert.Equal(3, (await completing).Received);
    }

    [Fact]
    public async Task Each_finding_that_was_given_has_one_result_whoever_delivered_it()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Hub.Before = (_, _, _) => gate.Task;
        using var first = Open();
        using var second = Open();
        var results = new[] { new System.Collections.Concurrent.ConcurrentQueue<FindingResult>(), new() };
        var options = Quick with { TracksEach = true };
        using var a = new Dispatcher(first, _ => Hub, options, new DeliveryObserver(results[0].Enqueue, _ => { }));
        using var b = new Dispatcher(second, _ => Hub, options, new DeliveryObserver(results[1].Enqueue, _ => { }));
        foreach (var number in Enumerable.Range(1, 500))
        {
            a.Add(Finding.Of(number));
            b.Add(Finding.Of(number % 2 == 0 ? number : 1000 + number));
        }

        gate.SetResult();
        await Task.WhenAll(a.CompleteAsync(), b.CompleteAsync());
        foreach (var (dispatcher, told) in new[] { (a, results[0]), (b, results[1]) })
        {
            var all = told.Where(result => !result.IsEarlier).Concat(dispatcher.Unsettled).ToList();
            Assert.Equal(500, all.Count);
            Assert.Equal(500, all.Select(result => result.Id).Distinct().Count());
            Assert.All(all, result =>
                Assert.True(result.Status is DeliveryStatus.Received or DeliveryStatus.Unchanged or DeliveryStatus.Waiting, $"{result}"));
        }
    }
}
