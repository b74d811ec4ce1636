using InspectorHub.Outbox;
using Microsoft.Extensions.Time.Testing;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>What keeps an outbox from being opened, and what is said then; what who only looks is told.</summary>
public sealed class OutboxOpeningTests : DeliveryTest
{
    [Fact]
    public void While_another_opens_it_it_is_waited_for_and_then_that_is_said()
    {
        using (new FileStream(OutboxPath + ".opening", FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            var failure = Assert.Throws<OutboxException>(() => Open(new OutboxOptions { LockTimeout = TimeSpan.Zero }));
            Assert.Equal(
                (OutboxFailure.Locked, $"Another program has been opening the outbox {OutboxPath} for 0 seconds."),
                (failure.Failure, failure.Message));
            Assert.NotNull(failure.InnerException);
        }

        using var outbox = Open(new OutboxOptions { LockTimeout = TimeSpan.Zero });
        Assert.Equal(OutboxPath, outbox.FilePath);
    }

    [Fact]
    public void A_folder_is_no_outbox_and_one_in_a_file_cannot_be()
    {
        var folder = Assert.Throws<OutboxException>(() => new FindingOutbox(Folder));
        Assert.Equal(
            (OutboxFailure.Inaccessible, $"{Folder} is a folder, so it cannot be an outbox. It is left as it is; name another file."),
            (folder.Failure, folder.Message));
        var file = Path.Combine(Folder, "file");
        File.WriteAllText(file, "text");
        var inFile = Assert.Throws<OutboxException>(() => new FindingOutbox(Path.Combine(file, "outbox.db")));
        Assert.Equal(OutboxFailure.Inaccessible, inFile.Failure);
        Assert.StartsWith($"The outbox {Path.Combine(file, "outbox.db")} cannot be opened: ", inFile.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_looks_is_told_that_there_is_none()
    {
        var failure = Assert.Throws<OutboxException>(() => new OutboxView(OutboxPath));
        Assert.Equal((OutboxFailure.Missing, $"There is no outbox {OutboxPath}."), (failure.Failure, failure.Message));
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Who_looks_sees_what_living_senders_have_on_their_way_and_since_when()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        var options = new OutboxOptions { Time = time };
        using var outbox = Open(options);
        outbox.Accept([Finding.Of(1), Finding.Of(2), Finding.Of(3)], force: false);
        using (var view = new OutboxView(OutboxPath, options)) Assert.Empty(view.Held());
        outbox.Leases.Lease(outbox.Number(Finding.Lane), outbox.Sender, partial: true);
        time.Advance(TimeSpan.FromSeconds(20));
        using var later = new OutboxView(OutboxPath, options);
        Assert.Equal([new HeldFindings(3, Environment.ProcessId, TimeSpan.FromSeconds(20))], later.Held());
        Assert.Equal((3, 0), (later.Count(new OutboxFilter { States = [OutboxState.InFlight] }),
            later.Count(new OutboxFilter { States = [OutboxState.Pending] })));
    }

    [Fact]
    public void A_finding_says_when_it_is_tried_next_where_that_is_not_at_once()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        using var outbox = Open(new OutboxOptions { Time = time });
        outbox.Accept([Finding.Of(1)], force: false);
        var leased = outbox.Leases.Lease(outbox.Number(Finding.Lane), outbox.Sender, partial: true).Findings;
        var waiting = outbox.Read(new OutboxFilter()).Single();
        Assert.Equal((null, null, 1), (waiting.NextTryAt, waiting.AnsweredAt, waiting.Attempts));
        outbox.Leases.Postpone(leased, "Busy", "Not now.", TimeSpan.FromMinutes(10));
        Assert.Equal(time.GetUtcNow().AddMinutes(10), outbox.Read(new OutboxFilter()).Single().NextTryAt);
        outbox.Leases.Postpone(leased, "Busy", "Not now.", TimeSpan.FromMinutes(10) + TimeSpan.FromMilliseconds(1));
        // Nobody waits for longer: a clock was set back.
        Assert.Null(outbox.Read(new OutboxFilter()).Single().NextTryAt);
        outbox.Leases.Postpone(leased, "Busy", "Not now.", TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(4));
        var soon = outbox.Read(new OutboxFilter()).Single();
        Assert.Equal((time.GetUtcNow().AddSeconds(1), time.GetUtcNow().AddSeconds(-4)), (soon.NextTryAt, soon.AnsweredAt));
        Assert.Equal(("Busy", "Not now.", 4, TimeSpan.FromSeconds(4)), (soon.ErrorCode, soon.ErrorMessage, soon.Attempts, soon.Age));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(outbox.Read(new OutboxFilter()).Single().NextTryAt);
    }
}
