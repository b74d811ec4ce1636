using System.Net;
using InspectorHub.Aws;
using InspectorHub.Common.Files;
using InspectorHub.Outbox;
using InspectorHub.Sync;
using InspectorHub.Sync.Rounds;

namespace InspectorHub.Core.Tests.Sync;

/// <summary>Round after round: when each begins, which are full, and what ends it.</summary>
public sealed class WatchTests : SyncTest
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly RestingClock clock = new(Start, Interval, Interval - TimeSpan.FromMinutes(2));

    private SyncOptions Watching => Options with { Time = clock, Interval = Interval };

    [Fact]
    public async Task A_round_begins_an_interval_after_the_one_before_however_long_that_took()
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        using var watch = Watch(Watching);
        await clock.RestsAsync();
        Inspector.BeforePage = _ => clock.Advance(TimeSpan.FromMinutes(2));
        await clock.PassAsync(Interval);
        Assert.Equal([Interval, Interval - TimeSpan.FromMinutes(2)], clock.Rests);
        Assert.Equal([("eu-central-1", Start + Interval), ("eu-central-1", Start + Interval + Interval)], Said.Rests);
        await EndAsync(watch);
        Assert.All(Said.Results, result => Assert.Equal(("eu-central-1", true, true), (result.Region, result.IsListed, result.GoesOn)));
    }

    [Fact]
    public async Task After_a_round_that_took_longer_than_the_interval_the_next_begins_at_once()
    {
        Inspector.BeforePage = page => clock.Advance(page switch
        {
            1 => Interval,
            2 => Interval + Interval,
            _ => TimeSpan.Zero,
        });
        using var watch = Watch(Watching);
        await clock.RestsAsync();
        Assert.Equal(3, Said.Rounds.Count);
        Assert.Single(Said.Rests);
        await EndAsync(watch);
    }

    [Theory]
    [InlineData(RoundDecision.Begin, 3)]
    [InlineData(RoundDecision.LeaveOut, 2)]
    public async Task A_round_that_is_left_out_lists_nothing_and_the_next_one_comes(RoundDecision second, int listings)
    {
        Said.Decide = _ => Said.Rounds.Count == 2 ? second : RoundDecision.Begin;
        using var watch = Watch(Watching);
        await clock.RestsAsync();
        await clock.PassAsync(Interval);
        await clock.PassAsync(Interval);
        Assert.Equal((3, listings), (Said.Rounds.Count, Said.Results.Count));
        await EndAsync(watch);
    }

    [Fact]
    public async Task The_observer_ends_a_watch()
    {
        Said.Decide = _ => Said.Rounds.Count == 2 ? RoundDecision.End : RoundDecision.Begin;
        using var watch = Watch(Watching);
        await clock.RestsAsync();
        clock.Advance(Interval);
        await watch.Running;
        Assert.Equal((2, 1), (Said.Rounds.Count, Said.Results.Count));
        Assert.Single(Said.Rests);
    }

    [Fact]
    public async Task A_single_round_that_is_left_out_has_no_summary()
    {
        Said.Decide = _ => RoundDecision.LeaveOut;
        Assert.Null(await SyncAsync());
        Assert.Empty(Inspector.Asked);
        Said.Decide = _ => RoundDecision.Begin;
        Assert.Equal("eu-central-1", (await SyncAsync())!.Region);
        Assert.False(Assert.Single(Said.Results).GoesOn);
    }

    [Fact]
    public async Task A_round_that_cannot_begin_for_now_is_put_off_and_one_that_never_will_ends_it()
    {
        var failures = new Queue<AwsException>([
            new AwsException("No connection."), new AwsException("Not allowed.") { StatusCode = HttpStatusCode.Forbidden }]);
        using var sync = new RegionSync(
            _ => Task.FromException<ChangeListing>(failures.Dequeue()), Watching, () => throw new InvalidOperationException(), Said);
        Assert.Null(sync.Region);
        var running = sync.WatchAsync(stop.Token);
        await clock.RestsAsync();
        var notice = Assert.Single(Said.Notices);
        Assert.Equal((SyncNoticeKind.PutOff, (string?)null, "No connection. It is tried again in the next round."),
            (notice.Kind, notice.Region, notice.Message));
        Assert.Equal([(null, Start + Interval)], Said.Rests);
        clock.Advance(Interval);
        Assert.Equal("Not allowed.", (await Assert.ThrowsAsync<AwsException>(() => running)).Message);
    }

    [Fact]
    public async Task A_listing_that_breaks_off_is_begun_again_from_the_same_checkpoint()
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        Inspector.BeforePage = page =>
        {
            if (page == 1) throw new AwsException("Out of order.") { StatusCode = HttpStatusCode.ServiceUnavailable };
        };
        using var watch = Watch(Watching);
        await clock.RestsAsync();
        var notice = Assert.Single(Said.Notices);
        Assert.Equal((SyncNoticeKind.BrokenOff, "eu-central-1",
            "Out of order. What was listed so far is delivered; the next listing starts from the same checkpoint."),
            (notice.Kind, notice.Region, notice.Message));
        var broken = Assert.Single(Said.Results);
        Assert.Equal((false, true), (broken.IsListed, broken.GoesOn));
        Assert.Null(new ChangeListing(Inspector, SimulatedInspector.Account, "", Watching).Checkpoint.Read());
        await clock.PassAsync(Interval);
        Assert.Equal("ACTIVE", StateOf(1));
        await EndAsync(watch);
    }

    [Fact]
    public async Task A_filter_that_is_none_will_not_become_one()
    {
        Inspector.BeforePage = _ => throw new AwsException("No such member.")
        {
            StatusCode = HttpStatusCode.BadRequest, ErrorCode = "ValidationException",
        };
        using var watch = Watch(Watching);
        await watch.Running;
        var notice = Assert.Single(Said.Notices);
        Assert.Equal((SyncNoticeKind.Failed, "No such member."), (notice.Kind, notice.Message));
        Assert.Equal((false, false), (Said.Results.Single().IsListed, Said.Results.Single().GoesOn));
        Assert.Empty(Said.Rests);
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_written_stays_in_a_watch_and_is_an_error_otherwise()
    {
        // A folder stands where the file is to be.
        Directory.CreateDirectory(new ChangeListing(Inspector, SimulatedInspector.Account, "", Watching).Checkpoint.FilePath);
        await Assert.ThrowsAsync<StateFileException>(() => SyncAsync());
        using var watch = Watch(Watching);
        await clock.RestsAsync();
        var notice = Assert.Single(Said.Notices);
        Assert.Equal(SyncNoticeKind.CheckpointStays, notice.Kind);
        Assert.EndsWith(" The next listing starts from the same checkpoint.", notice.Message, StringComparison.Ordinal);
        Assert.IsType<StateFileException>(notice.Failure);
        await EndAsync(watch);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(0.5, 1)]
    public async Task An_account_that_does_not_answer_holds_a_round_up_for_an_interval_and_a_minute_at_least(double minutes, double limit)
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Hub.Before = (_, _, cancel) =>
        {
            called.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancel);
        };
        var limits = new LimitNotingClock();
        using var outbox = Open(new OutboxOptions { Time = limits });
        var callTimeout = TimeSpan.FromMinutes(10);
        using var sync = NewSync(outbox, Watching with { Interval = TimeSpan.FromMinutes(minutes) }, stop.Token,
            Quick with { Sender = Quick.Sender with { CallTimeout = callTimeout } });
        var running = sync.WatchAsync(stop.Token);
        await called.Task.WaitAsync(stop.Token);
        while (limits.Changes.All(change => change == callTimeout)) await limits.ChangedAsync();
        Assert.Equal([TimeSpan.FromMinutes(limit)], limits.Changes.Where(change => change != callTimeout));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Beside_workers_only_full_rounds_come()
    {
        var listing = new ChangeListing(Inspector, SimulatedInspector.Account, "", Watching);
        listing.Checkpoint.Write(new CheckpointTimes(Start, Start));
        using var outbox = Open();
        using var sync = NewSync(outbox, Watching with { FullAt = TimeSpan.FromMinutes(8 * 60 + 7) }, stop.Token);
        var running = sync.WatchFullAsync(stop.Token);
        await clock.RestsAsync();
        await clock.PassAsync(Interval);
        Assert.Empty(Said.Rounds);
        await clock.PassAsync(Interval);
        Assert.True(Assert.Single(Said.Rounds).IsFull);
        await clock.PassAsync(Interval);
        Assert.Single(Said.Rounds);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    /// <summary>The clock stands at 8 o'clock; hours since the last full round, or null for none.</summary>
    [Theory]
    [InlineData(null, 8.0, 1.0, false)]
    [InlineData(8.0, 0.0, 0.0, false)]
    [InlineData(8.0, 0.0, 0.1, true)]
    [InlineData(8.0, 0.0, 24.0, true)]
    [InlineData(7.0, 0.0, 1.0, false)]
    [InlineData(7.0, 0.0, 1.1, true)]
    [InlineData(9.0, 0.0, 22.9, false)]
    [InlineData(9.0, 0.0, 23.0, false)]
    [InlineData(9.0, 0.0, 23.1, true)]
    // A date in the future is none: then what counts is when it began.
    [InlineData(7.0, 0.0, -1.0, false)]
    [InlineData(7.0, 2.0, -1.0, true)]
    public async Task A_round_is_full_when_its_time_of_day_has_come_since_the_last_full_one(
        double? fullAt, double sinceBegin, double sinceFull, bool isFull)
    {
        var listing = new ChangeListing(Inspector, SimulatedInspector.Account, "", Watching);
        listing.Checkpoint.Write(new CheckpointTimes(Inspector.Now, Start.AddHours(-sinceFull)));
        var time = new RestingClock(Start.AddHours(-sinceBegin), Interval);
        using var outbox = Open();
        using var sync = NewSync(
            outbox, Watching with { Time = time, FullAt = fullAt is { } hour ? TimeSpan.FromHours(hour) : null }, stop.Token);
        time.Advance(TimeSpan.FromHours(sinceBegin));
        var running = sync.WatchAsync(stop.Token);
        await time.RestsAsync();
        Assert.Equal(isFull, Assert.Single(Said.Rounds).IsFull);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_single_round_is_full_only_when_that_is_said()
    {
        var listing = new ChangeListing(Inspector, SimulatedInspector.Account, "", Watching);
        listing.Checkpoint.Write(new CheckpointTimes(Inspector.Now, Start.AddDays(-2)));
        await SyncAsync(Watching with { FullAt = TimeSpan.FromHours(7) });
        Assert.False(Assert.Single(Said.Rounds).IsFull);
    }

    [Fact]
    public async Task A_full_round_that_could_not_end_all_is_not_tried_again_before_the_next_day()
    {
        Inspector.Set(SimulatedInspector.Arn(1));
        await SyncAsync();
        Inspector.Vanish(SimulatedInspector.Arn(1));
        var time = new RestingClock(Start.AddDays(1), Interval);
        using var outbox = Open();
        using var sync = NewSync(outbox, Watching with { Time = time, FullAt = TimeSpan.FromHours(7), ArchiveLimit = 0 }, stop.Token);
        var running = sync.WatchAsync(stop.Token);
        await time.RestsAsync();
        await time.PassAsync(Interval);
        Assert.Equal([true, false], Said.Rounds.Skip(1).Select(round => round.IsFull));
        await time.PassAsync(TimeSpan.FromHours(23));
        Assert.True(Said.Rounds.Last().IsFull);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private Watched Watch(SyncOptions options)
    {
        var outbox = Open();
        var sync = NewSync(outbox, options, stop.Token);
        return new Watched(outbox, sync, sync.WatchAsync(stop.Token));
    }

    private async Task EndAsync(Watched watch)
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watch.Running);
    }

    private sealed record Watched(FindingOutbox Outbox, RegionSync Sync, Task Running) : IDisposable
    {
        public void Dispose()
        {
            Sync.Dispose();
            Outbox.Dispose();
        }
    }
}
