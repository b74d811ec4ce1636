using InspectorHub.Delivery;

namespace InspectorHub.Core.Tests.Delivery;

public sealed class DeliverySummaryTests
{
    [Fact]
    public void Findings_are_the_sum_of_what_became_of_them() =>
        Assert.Equal(63, new DeliverySummary { Received = 1, Unchanged = 2, Superseded = 4, Refused = 8, Waiting = 16, Elsewhere = 32,
            Earlier = 64, Updated = 1, Ended = 1, NotEnded = 128 }.Findings);

    [Fact]
    public void It_is_complete_when_nothing_is_refused_waits_or_stays_in_force()
    {
        var complete = new DeliverySummary { Received = 3, Unchanged = 1, Superseded = 1, Elsewhere = 1, Earlier = 1, Ended = 1 };
        Assert.True(complete.IsComplete);
        Assert.False((complete with { Refused = 1 }).IsComplete);
        Assert.False((complete with { Waiting = 1 }).IsComplete);
        Assert.False((complete with { NotEnded = 1 }).IsComplete);
    }
}
