using InspectorHub.Delivery;
using InspectorHub.Outbox;
using InspectorHub.Outbox.Leasing;
using Microsoft.Extensions.Time.Testing;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>What is asked of an outbox: which findings, how many, for how long, and whose.</summary>
public sealed class OutboxQueryTests : DeliveryTest
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("*", "a[1]b a*c abc ABD x/y")]
    [InlineData("ab*", "abc ABD")]
    [InlineData("AB?", "abc ABD")]
    [InlineData("ab[ce]", "abc")]
    [InlineData("ab[^c]", "abc")]
    [InlineData("ab[^d]", "ABD")]
    [InlineData("a`*c", "a*c")]
    [InlineData("a`[1]b", "a[1]b")]
    [InlineData("`x/y", "x/y")]
    [InlineData("a", "")]
    public void Ids_are_found_by_the_wildcards_of_PowerShell(string pattern, string found)
    {
        using var outbox = Open();
        string[] ids = ["abc", "ABD", "a*c", "a[1]b", "x/y"];
        outbox.Accept([.. ids.Select(id => new OutboundFinding(System.Text.Encoding.UTF8.GetBytes(Finding.Json(id)), Finding.Region))],
            force: false);
        var read = outbox.Read(new OutboxFilter { IdPatterns = [pattern] }).Select(item => item.Id).Order(StringComparer.Ordinal);
        Assert.Equal(found.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal), read);
    }

    [Fact]
    public void Findings_are_found_by_all_that_is_said_of_them()
    {
        using var outbox = Open(new OutboxOptions { Time = time });
        outbox.Accept([Finding.Of(1), Finding.Of(2, account: "222222222222")], force: false);
        time.Advance(TimeSpan.FromMinutes(10));
        outbox.Accept([Finding.Of(3)], force: false);
        outbox.Leases.Lease(outbox.Number(Finding.Lane), outbox.Sender, partial: true);

        Assert.Equal(3, Count(new()));
        Assert.Equal(2, Count(new() { AccountId = Finding.Account }));
        Assert.Equal(0, Count(new() { Region = "us-east-1" }));
        Assert.Equal(3, Count(new() { Region = Finding.Region, Endpoint = "" }));
        Assert.Equal(0, Count(new() { Endpoint = "http://localhost" }));
        Assert.Equal(2, Count(new() { Ids = ["finding-1", "finding-3", "finding-4"] }));
        Assert.Equal(2, Count(new() { OlderThan = TimeSpan.FromMinutes(10) }));
        Assert.Equal(0, Count(new() { OlderThan = TimeSpan.FromMinutes(11) }));
        Assert.Equal(1, Count(new() { States = [OutboxState.Pending] }));
        Assert.Equal(2, Count(new() { States = [OutboxState.InFlight, OutboxState.Refused] }));
        Assert.Equal(0, Count(new() { States = [OutboxState.InFlight], AccountId = "222222222222" }));

        int Count(OutboxFilter filter)
        {
            Assert.Equal(outbox.Count(filter), outbox.Read(filter).Count());
            return outbox.Count(filter);
        }
    }

    [Fact]
    public void The_backlog_is_that_of_the_lanes_that_are_asked_about()
    {
        var other = new Lane("", Finding.Region, "222222222222");
        using var outbox = Open(new OutboxOptions { Time = time });
        Assert.Equal((0, TimeSpan.Zero), outbox.Backlog([Finding.Lane, other]));
        outbox.Accept([Finding.Of(1), Finding.Of(2)], force: false);
        time.Advance(TimeSpan.FromMinutes(5));
        outbox.Accept([Finding.Of(3, account: "222222222222")], force: false);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((2, TimeSpan.FromMinutes(6)), outbox.Backlog([Finding.Lane]));
        Assert.Equal((1, TimeSpan.FromMinutes(1)), outbox.Backlog([other]));
        Assert.Equal((3, TimeSpan.FromMinutes(6)), outbox.Backlog([other, Finding.Lane]));

        // What is set aside waits for nobody.
        Settle(outbox, DeliveryStatus.Refused);
        Assert.Equal((0, TimeSpan.Zero), outbox.Backlog([Finding.Lane]));
    }

    [Fact]
    public void What_is_to_wait_is_not_leased_before_its_time()
    {
        using var outbox = Open(new OutboxOptions { Time = time });
        outbox.Accept([Finding.Of(1)], force: false);
        Settle(outbox, DeliveryStatus.Waiting, TimeSpan.FromSeconds(20));
        Assert.Empty(Lease(outbox));
        Assert.Equal(time.GetUtcNow().AddSeconds(20)
            .ToUnixTimeMilliseconds(), outbox.NextPending(outbox.Number(Finding.Lane))!.Value.ReadyAt);
        time.Advance(TimeSpan.FromSeconds(19));
        Assert.Empty(Lease(outbox));
        time.Advance(TimeSpan.FromSeconds(1));
        var leased = Assert.Single(Lease(outbox));
        Assert.Equal((2, false), (leased.Attempts, leased.IsUpdate));
    }

    [Fact]
    public void Findings_of_the_future_are_due()
    {
        using var outbox = Open(new OutboxOptions { Time = time });
        outbox.Accept([Finding.Of(1)], force: false);
        Settle(outbox, DeliveryStatus.Waiting, TimeSpan.FromMinutes(11));
        Assert.Equal(0, outbox.NextPending(outbox.Number(Finding.Lane))!.Value.ReadyAt);
        Assert.Single(Lease(outbox));
    }

    [Fact]
    public void A_full_batch_is_waited_for_while_more_may_come()
    {
        using var outbox = Open(new OutboxOptions { Time = time });
        outbox.Accept([.. Finding.Many(99)], force: false);
        Assert.Empty(outbox.Leases.Lease(outbox.Number(Finding.Lane), outbox.Sender, partial: false).Findings);
        outbox.Accept([Finding.Of(100), Finding.Of(101)], force: false);
        Assert.Equal(100, outbox.Leases.Lease(outbox.Number(Finding.Lane), outbox.Sender, partial: false).Findings.Count);
        Assert.Single(Lease(outbox));
    }

    [Fact]
    public async Task Who_resumes_is_told_of_each_finding_that_another_has_delivered()
    {
        using var first = Open();
        await QueueAsync(Finding.Many(3), first);
        using var second = Open();
        using var resumed = new Dispatcher(second, hubs: null, new DispatchOptions { TracksEach = true });
        Assert.Equal(3, resumed.Resume(new OutboxFilter()));
        Settle(first, DeliveryStatus.Received);
        await resumed.CompleteAsync();
        Assert.Equal(
            ["finding-1 Received", "finding-2 Received", "finding-3 Received"],
            resumed.Unsettled.Select(result => $"{result.Id} {result.Status}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_sender_is_named_by_its_process_and_its_file()
    {
        using var outbox = Open();
        Assert.Equal(Environment.ProcessId, SenderLock.ProcessOf(outbox.Sender));
        Assert.True(File.Exists($"{OutboxPath}.sender-{outbox.Sender}"));
        Assert.True(SenderLock.IsHeld(OutboxPath, outbox.Sender));
        Assert.True(SenderLock.AnyLives(OutboxPath));
        Assert.False(SenderLock.IsHeld(OutboxPath, "1.nobody"));
        foreach (var nobody in new[] { "", "x", "x.y", "1.2.3", "-1.y" }) Assert.Null(SenderLock.ProcessOf(nobody));
        outbox.Dispose();
        outbox.Dispose();
        Assert.False(SenderLock.AnyLives(OutboxPath));
    }

    private static IReadOnlyList<LeasedFinding> Lease(FindingOutbox outbox) =>
        outbox.Leases.Lease(outbox.Number(Finding.Lane), outbox.Sender, partial: true).Findings;

    private void Settle(FindingOutbox outbox, DeliveryStatus status, TimeSpan wait = default) =>
        outbox.Leases.Settle([.. Lease(outbox)
            .Select(finding => new Settlement(finding, status, "Code", "Words.", (time.GetUtcNow() + wait).ToUnixTimeMilliseconds()))]);
}
