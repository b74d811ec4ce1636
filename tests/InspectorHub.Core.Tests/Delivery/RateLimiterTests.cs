using System.Globalization;
using System.Net;
using InspectorHub.Aws;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Delivery;
using InspectorHub.Outbox;
using Microsoft.Extensions.Time.Testing;

namespace InspectorHub.Core.Tests.Delivery;

public sealed class RateLimiterTests : DeliveryTest
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.Parse("2026-11-20T00:00:00Z", CultureInfo.InvariantCulture));

    [Fact]
    public void After_the_burst_calls_come_ten_a_second()
    {
        using var outbox = Open(new OutboxOptions { Time = time });
        var (rateLimiter, lane) = (outbox.RateLimiterOf(new RateLimitOptions()), outbox.Number(Finding.Lane));
        Assert.All(Enumerable.Range(1, 30), _ => Assert.Equal(TimeSpan.Zero, rateLimiter.Take(lane)));
        Assert.Equal([100, 200, 300], Enumerable.Range(1, 3).Select(_ => Math.Round(rateLimiter.Take(lane).TotalMilliseconds)));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Enumerable.Repeat(0.0, 7), Enumerable.Range(1, 7).Select(_ => rateLimiter.Take(lane).TotalMilliseconds));
        Assert.Equal(100, Math.Round(rateLimiter.Take(lane).TotalMilliseconds));
    }

    [Fact]
    public void Senders_on_one_outbox_share_the_pace()
    {
        using var first = Open(new OutboxOptions { Time = time });
        using var second = Open(new OutboxOptions { Time = time });
        var waits = Enumerable.Range(1, 20).SelectMany(_ => new[]
        {
            first.RateLimiterOf(new RateLimitOptions()).Take(first.Number(Finding.Lane)),
            second.RateLimiterOf(new RateLimitOptions()).Take(second.Number(Finding.Lane)),
        }).ToList();
        Assert.Equal(30, waits.Count(wait => wait == TimeSpan.Zero));
        Assert.Equal(1000, Math.Round(waits[^1].TotalMilliseconds));
    }

    [Fact]
    public void Lanes_do_not_share_the_pace()
    {
        using var outbox = Open(new OutboxOptions { Time = time });
        var rateLimiter = outbox.RateLimiterOf(new RateLimitOptions());
        for (var call = 0; call < 60; call++) rateLimiter.Take(outbox.Number(Finding.Lane));
        Assert.Equal(TimeSpan.Zero, rateLimiter.Take(outbox.Number(Finding.Lane with { AccountId = "999999999999" })));
    }

    [Fact]
    public void Throttling_halves_the_pace_once_and_answers_bring_it_back()
    {
        using var outbox = Open(new OutboxOptions { Time = time });
        var (rateLimiter, lane) = (outbox.RateLimiterOf(new RateLimitOptions()), outbox.Number(Finding.Lane));
        rateLimiter.Take(lane);
        rateLimiter.SlowDown(lane, retryAfter: null);
        rateLimiter.SlowDown(lane, retryAfter: null);
        Assert.Equal(200, Math.Round(rateLimiter.Take(lane).TotalMilliseconds));
        time.Advance(TimeSpan.FromSeconds(5));
        rateLimiter.SlowDown(lane, retryAfter: null);
        Assert.Equal(400, Math.Round(rateLimiter.Take(lane).TotalMilliseconds));
        for (var answer = 0; answer < 30; answer++) rateLimiter.SpeedUp(lane);
        Assert.Equal(200, Math.Round(rateLimiter.Take(lane).TotalMilliseconds));
    }

    [Fact]
    public void Nothing_is_called_before_the_time_that_Security_Hub_asks_for()
    {
        using var outbox = Open(new OutboxOptions { Time = time });
        using var other = Open(new OutboxOptions { Time = time });
        outbox.RateLimiterOf(new RateLimitOptions()).SlowDown(outbox.Number(Finding.Lane), TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(7), other.RateLimiterOf(new RateLimitOptions()).Take(other.Number(Finding.Lane)));
    }

    [Theory]
    [InlineData(-400)]
    [InlineData(400)]
    public void A_clock_that_jumps_neither_stops_the_pace_nor_lifts_it(int days)
    {
        using var outbox = Open(new OutboxOptions { Time = time });
        var (rateLimiter, lane) = (outbox.RateLimiterOf(new RateLimitOptions()), outbox.Number(Finding.Lane));
        for (var call = 0; call < 40; call++) rateLimiter.Take(lane);
        rateLimiter.SlowDown(lane, TimeSpan.FromSeconds(3));
        time.AdjustTime(time.GetUtcNow().AddDays(days));
        var waits = Enumerable.Range(1, 60).Select(_ => rateLimiter.Take(lane)).ToList();
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
        Assert.InRange(waits.Count(wait => wait == TimeSpan.Zero), 0, 30);
    }

    [Fact]
    public async Task A_sender_waits_as_long_as_Retry_After_says()
    {
        var hub = new ThrottlingHub(time);
        using var outbox = Open(new OutboxOptions { Time = time });
        // In this thread, which moves the clock: nothing else goes on while it moves.
        var options = new DispatchOptions { Sender = new LaneSenderOptions { IsSingleThreaded = true, Jitter = () => 1 } };
        var sending = SendAsync([Finding.Of(1)], options, outbox, _ => hub);
        while (!sending.IsCompleted) time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(1, (await sending).Received);
        Assert.Equal(TimeSpan.FromSeconds(42), hub.CalledAt[1] - hub.CalledAt[0]);
    }

    private sealed class ThrottlingHub(TimeProvider time) : ISecurityHub
    {
        public List<DateTimeOffset> CalledAt { get; } = [];

        public Task<ImportReply> BatchImportFindingsAsync(IReadOnlyList<ReadOnlyMemory<byte>> findings, CancellationToken cancellationToken)
        {
            CalledAt.Add(time.GetUtcNow());
            return CalledAt.Count == 1
                ? Task.FromException<ImportReply>(new AwsException("Slow down.") { StatusCode = HttpStatusCode.ServiceUnavailable,
                    ErrorCode = "ServiceUnavailable", RetryAfter = TimeSpan.FromSeconds(42) })
                : Task.FromResult(new ImportReply(findings.Count, 0, []));
        }
    }

    [Fact]
    public void Waits_between_attempts_grow_to_the_cap_and_are_random_below_it()
    {
        var options = new LaneSenderOptions { Jitter = () => 1 };
        Assert.Equal([1, 2, 4, 8, 16, 20, 20], Enumerable.Range(0, 7).Select(failures => options.Backoff(failures).TotalSeconds));
        Assert.Equal(20, options.Backoff(100_000).TotalSeconds);
        Assert.Equal(0, new LaneSenderOptions { Jitter = () => 0 }.Backoff(5).TotalSeconds);
        Assert.Equal(30, options.Backoff(0, TimeSpan.FromSeconds(30)).TotalSeconds);
        var waits = Enumerable.Range(0, 200).Select(_ => new LaneSenderOptions().Backoff(10).TotalSeconds).ToList();
        Assert.All(waits, wait => Assert.InRange(wait, 0, 20));
        Assert.True(waits.Distinct().Count() > 100);
    }
}
