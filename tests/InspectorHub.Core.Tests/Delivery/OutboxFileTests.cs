using System.Net;
using InspectorHub.Aws;
using InspectorHub.Common.Files;
using InspectorHub.Delivery;
using InspectorHub.Outbox;
using InspectorHub.Outbox.Leasing;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>The file under the outbox: deleted, linked, none at all, only looked at.</summary>
public sealed class OutboxFileTests : DeliveryTest
{
    [Fact]
    public void An_outbox_that_was_deleted_under_its_sender_is_said_and_made_anew_with_what_it_had()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows deletes no file that is open.");
        using (var outbox = Open())
        {
            outbox.Accept([.. Finding.Many(100)], force: false);
            foreach (var file in Directory.GetFiles(Folder, "outbox.db*")) File.Delete(file);
            var failure = Assert.Throws<OutboxException>(() => outbox.Accept([Finding.Of(101)], force: false));
            Assert.Equal(OutboxFailure.Gone, failure.Failure);
            Assert.Equal(failure.Message, Assert.Throws<OutboxException>(outbox.CheckFile).Message);
        }

        using var again = Open();
        Assert.Null(again.SetAside);
        Assert.Equal((101, 0, 0), Counts(again));
    }

    [Fact]
    public void An_outbox_that_was_replaced_under_its_sender_is_said_and_left_as_it_is()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells one file from another.");
        using var outbox = Open();
        outbox.Accept([Finding.Of(1)], force: false);
        foreach (var file in Directory.GetFiles(Folder, "outbox.db*")) File.Delete(file);
        using var other = Open();
        other.Accept([Finding.Of(2)], force: false);
        Assert.Equal(OutboxFailure.Gone, Assert.Throws<OutboxException>(() => outbox.Accept([Finding.Of(3)], force: false)).Failure);
        Assert.Equal("finding-2", Assert.Single(other.Read(new OutboxFilter())).Id);
    }

    [Fact]
    public void A_sender_lives_whichever_path_leads_to_its_outbox()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        var real = Directory.CreateDirectory(Path.Combine(Folder, "real")).FullName;
        var linked = Path.Combine(Folder, "linked");
        Directory.CreateSymbolicLink(linked, "real");
        var file = Path.Combine(Folder, "file.db");
        File.CreateSymbolicLink(file, Path.Combine(linked, "outbox.db"));
        using var first = new FindingOutbox(Path.Combine(real, "outbox.db"));
        first.Accept([Finding.Of(1)], force: false);
        first.Leases.Lease(first.Number(Finding.Lane), first.Sender, partial: true);
        foreach (var path in new[] { Path.Combine(linked, "outbox.db"), file })
        {
            using var second = new FindingOutbox(path);
            Assert.Equal(first.FilePath, second.FilePath);
            second.ReleaseDead();
            Assert.Equal((0, 1, 0), Counts(second));
        }
    }

    [Fact]
    public void A_device_is_no_outbox_and_nothing_is_made_beside_it()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux tells a device from a file.");
            return;
        }

        var link = Path.Combine(Folder, "null.db");
        File.CreateSymbolicLink(link, "/dev/null");
        var mode = File.GetUnixFileMode("/dev/null");
        Assert.Equal(OutboxFailure.Inaccessible, Assert.Throws<OutboxException>(() => new FindingOutbox(link)).Failure);
        Assert.Equal(mode, File.GetUnixFileMode("/dev/null"));
        Assert.DoesNotContain(Directory.GetFiles("/dev"), file => file.StartsWith("/dev/null.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_mode_of_a_file_that_is_there_is_its_owners_business()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        using (Open())
        {
        }

        const UnixFileMode shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(OutboxPath, shared);
        using (Open())
        {
        }

        if (!OperatingSystem.IsWindows()) Assert.Equal(shared, File.GetUnixFileMode(OutboxPath));
    }

    [Fact]
    public void Looking_changes_nothing()
    {
        using (var outbox = Open()) outbox.Accept([.. Finding.Many(10)], force: false);
        var before = Snapshot();
        using (var view = new OutboxView(OutboxPath))
        {
            Assert.Equal(10, view.Count(new OutboxFilter()));
            Assert.Equal(10, view.Read(new OutboxFilter { States = [OutboxState.Pending] }).Count());
            Assert.Equal(10, Assert.Single(view.Figures()).Waiting);
        }

        Assert.Equal(before, Snapshot());
        Assert.Equal(OutboxFailure.Missing, Assert.Throws<OutboxException>(() => new OutboxView(OutboxPath + "2")).Failure);
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void Looking_leaves_the_log_of_a_killed_sender_to_the_next_one()
    {
        var killed = Path.Combine(Folder, "killed.db");
        using (var outbox = Open())
        {
            outbox.Accept([.. Finding.Many(10)], force: false);
            File.Copy(OutboxPath, killed);
            File.Copy(OutboxPath + "-wal", killed + "-wal");
        }

        var log = File.ReadAllBytes(killed + "-wal");
        using (var view = new OutboxView(killed)) Assert.Equal(10, view.Count(new OutboxFilter()));
        Assert.Equal(log, File.ReadAllBytes(killed + "-wal"));
        using var next = new FindingOutbox(killed);
        Assert.Equal((10, 0, 0), Counts(next));
    }

    [Fact]
    public void Looking_at_a_damaged_file_moves_nothing()
    {
        using (var outbox = Open()) outbox.Accept([.. Finding.Many(100)], force: false);
        using (var file = File.OpenWrite(OutboxPath))
        {
            file.Position = 8192;
            file.Write(new byte[40_000]);
        }

        var before = Snapshot();
        using (var view = new OutboxView(OutboxPath)) Assert.Throws<OutboxException>(() => view.Read(new OutboxFilter()).Count());
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void What_a_dead_sender_had_in_flight_shows_as_pending_and_what_a_living_one_has_does_not()
    {
        using var outbox = Open();
        outbox.Accept([Finding.Of(1)], force: false);
        outbox.Leases.Lease(outbox.Number(Finding.Lane), "1.gone", partial: true);
        outbox.Accept([Finding.Of(2)], force: false);
        outbox.Leases.Lease(outbox.Number(Finding.Lane), outbox.Sender, partial: true);
        using var view = new OutboxView(OutboxPath);
        Assert.Equal([("finding-1", OutboxState.Pending), ("finding-2", OutboxState.InFlight)], view.Read(new OutboxFilter())
            .Select(item => (item.Id, item.State)));
        Assert.Equal("finding-1", Assert.Single(view.Read(new OutboxFilter { States = [OutboxState.Pending] })).Id);
    }

    [Fact]
    public async Task What_waits_says_why_since_when_how_often_and_until_when()
    {
        var tried = new TaskCompletionSource();
        Hub.Before = (call, _, _) =>
        {
            if (call == 3) tried.TrySetResult();
            throw new AwsException("Out of order.") { StatusCode = HttpStatusCode.InternalServerError, ErrorCode = "InternalException" };
        };
        using var outbox = Open();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var dispatcher =
            new Dispatcher(outbox, _ => Hub, Quick with { Sender = Quick.Sender with { Jitter = () => 1 } }, Observer, stop.Token);
        dispatcher.Add(Finding.Of(1));
        await tried.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        using var view = new OutboxView(OutboxPath);
        var item = Assert.Single(view.Read(new OutboxFilter()));
        Assert.Equal("InternalException", item.ErrorCode);
        Assert.Contains("Out of order.", item.ErrorMessage, StringComparison.Ordinal);
        Assert.InRange(item.Attempts, 3, int.MaxValue);
        Assert.NotNull(item.AnsweredAt);
        stop.Cancel();
        await dispatcher.CompleteAsync();
        Assert.Null(item.NextTryAt is { } next && next - item.AnsweredAt > OutboxLeases.LongestWait ? next : null);
    }

    [Fact]
    public void Small_files_are_replaced_whole_and_leave_nothing_behind()
    {
        var path = Path.Combine(Folder, "state", "checkpoint");
        StateFile.Write(path, [1]);
        StateFile.Write(path, [2, 3]);
        Assert.Equal([2, 3], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    private List<(string Name, string Content)> Snapshot() =>
        [.. Directory.GetFiles(Folder).Order()
            .Select(file => (file, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))))];
}
