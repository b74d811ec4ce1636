using InspectorHub.Delivery;
using InspectorHub.Outbox;
using InspectorHub.Outbox.Leasing;
using Microsoft.Extensions.Time.Testing;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>Clocks of machines are wrong, and are put right.</summary>
public sealed class ClockTests : DeliveryTest
{
    [Fact]
    public async Task A_clock_that_was_set_back_leaves_no_finding_waiting_for_a_year()
    {
        var year = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(365));
        using (var outbox = Open(new OutboxOptions { Time = year }))
        {
            outbox.Accept([Finding.Of(1)], force: false);
            var leased = outbox.Leases.Lease(outbox.Number(Finding.Lane), outbox.Sender, partial: true).Findings;
            outbox.Leases
                .Settle([new Settlement(leased[0], DeliveryStatus.Waiting, "InternalFailure", "No.", year.GetUtcNow().AddSeconds(20)
                .ToUnixTimeMilliseconds())]);
        }

        using var later = Open();
        using var dispatcher = new Dispatcher(later, _ => Hub, Quick with { TimeLimit = TimeSpan.FromSeconds(30) });
        dispatcher.Resume(new OutboxFilter { States = [OutboxState.Refused] });
        dispatcher.Add(Finding.Of(2));
        Assert.Equal((1, 1), ((await dispatcher.CompleteAsync()) is var summary ? (summary.Received, summary.Earlier) : default));
    }

    [Fact]
    public async Task A_clock_that_is_far_ahead_forgets_nothing_of_what_Security_Hub_holds()
    {
        Hub.Clock = TimeProvider.System.GetUtcNow;
        await SendAsync(Finding.Many(20));
        using var ahead = Open(new OutboxOptions { Time = new SkewedTime(TimeSpan.FromDays(120)) });
        await SendAsync([Finding.Of(21)], outbox: ahead);
        Assert.Equal(21, ahead.KnownIds().Count);
    }

    [Fact]
    public async Task What_Security_Hub_has_deleted_by_its_own_clock_is_forgotten_whatever_this_machine_says()
    {
        Hub.Clock = () => TimeProvider.System.GetUtcNow().AddDays(-100);
        await SendAsync(Finding.Many(20));
        Hub.Clock = TimeProvider.System.GetUtcNow;
        await SendAsync([Finding.Of(21)]);
        using var outbox = Open();
        Assert.Equal(["finding-21"], outbox.KnownIds());
    }

    /// <summary>The machine's clock, but wrong.</summary>
    private sealed class SkewedTime(TimeSpan skew) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + skew;
    }
}
