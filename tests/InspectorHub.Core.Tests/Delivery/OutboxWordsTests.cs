using InspectorHub.Outbox;
using InspectorHub.Outbox.Storage;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>What an outbox says of itself.</summary>
public sealed class OutboxWordsTests
{
    [Fact]
    public void What_another_sender_holds_is_said_with_its_process_where_that_is_known()
    {
        Assert.Equal(
            "1 finding is in the hands of another sender, process 4711, and has been for 16 s. Nobody else sends them as long as it is " +
            "there.", new HeldFindings(1, 4711, TimeSpan.FromSeconds(15.6)).ToString());
        Assert.Equal(
            "2 findings are in the hands of another sender and have been for 90 s. Nobody else sends them as long as it is there.",
            new HeldFindings(2, null, TimeSpan.FromSeconds(90)).ToString());
    }

    [Fact]
    public void What_was_set_aside_is_said_with_what_was_lost_as_far_as_that_is_known()
    {
        Assert.Equal(
            "The outbox was damaged and has been set aside as /x.damaged-1; a new one takes its place. A page is wrong. Findings that " +
            "waited in it and wait now in the new one: 3. Findings that waited and could not be read: 1; send them again from their " +
            "source.",
            new SetAsideOutbox("/x.damaged-1", "A page is wrong.", 3, 1).Message);
        Assert.EndsWith(
            "wait now in the new one: 3. More may have waited that cannot be read: to be sure, send them again from their source.",
            new SetAsideOutbox("/x.damaged-1", "A page is wrong.", 3, 0).Message, StringComparison.Ordinal);
    }
}
