using System.Globalization;
using System.Text;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Delivery;
using InspectorHub.Outbox;
using Microsoft.Data.Sqlite;

namespace InspectorHub.Core.Tests.Delivery;

public sealed class OutboxTests : DeliveryTest
{
    [Fact]
    public void The_files_are_for_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no modes; there the folder of the user is its own.");
            return;
        }

        var path = Path.Combine(Path.GetDirectoryName(OutboxPath)!, "state", "InspectorHub", "outbox.db");
        using var outbox = new FindingOutbox(path);
        outbox.Accept([Finding.Of(1)], force: false);
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!)) Assert.Equal(owner, File.GetUnixFileMode(file));
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_damaged_file_is_set_aside_with_the_reason_and_does_not_block()
    {
        using (var outbox = Open()) outbox.Accept([.. Finding.Many(100)], force: false);
        using (var file = File.OpenWrite(OutboxPath))
        {
            file.Position = 8192;
            file.Write(new byte[40_000]);
        }

        using var fresh = Open();
        Assert.NotNull(fresh.SetAside);
        Assert.True(File.Exists(fresh.SetAside.Path));
        Assert.NotEmpty(fresh.SetAside.Reason);
        Assert.Equal(DeliveryStatus.Waiting, fresh.Accept([Finding.Of(1)], force: false)[0].Status);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public async Task What_can_be_read_of_a_damaged_file_is_carried_over(double where)
    {
        await SendAsync(Enumerable.Range(1, 300).Select(number => Finding.Of(number)));
        using (var outbox = Open())
        {
            // In groups of a given size: what a damaged page takes along is the group that is stored in it.
            foreach (var group in Enumerable.Range(301, 700).Select(number => Finding.Of(number)).Chunk(50))
                outbox.Accept(group, force: false);
        }

        using (var file = File.OpenWrite(OutboxPath))
        {
            file.Position = (long)(file.Length * where) / 4096 * 4096;
            file.Write(new byte[3 * 4096]);
        }

        using var fresh = Open();
        var setAside = fresh.SetAside!;
        var items = fresh.Read(new OutboxFilter()).ToList();
        Assert.Equal(setAside.Salvaged, items.Count);
        Assert.InRange(setAside.Salvaged, 300, 700);
        Assert.Equal(700 - setAside.Salvaged, setAside.Lost);
        Assert.All(items, item => Assert.Equal(("A finding", OutboxState.Pending), (item.Finding.Title, item.State)));
        Assert.Contains($"{setAside.Salvaged}", setAside.Message, StringComparison.Ordinal);
        Assert.InRange(fresh.KnownIds().Count - items.Count, 100, 300);

        // All that was salvaged is delivered, once; and what the ledger kept is not sent again.
        using var dispatcher = new Dispatcher(fresh, _ => Hub, Quick);
        dispatcher.Resume(new OutboxFilter());
        Assert.Equal(setAside.Salvaged, (await dispatcher.CompleteAsync()).Received);
        Assert.Equal(300 + setAside.Salvaged, Hub.Held.Count);
        Assert.Equal("ok", Run("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Damage_that_the_check_on_opening_has_no_time_to_find_is_dealt_with_once_it_is_met()
    {
        var hasty = new OutboxOptions { CheckTime = TimeSpan.Zero };
        using (var outbox = Open()) await QueueAsync(Finding.Many(5000), outbox);
        // Not the first pages, which opening needs.
        using (var file = File.OpenWrite(OutboxPath))
        {
            file.Position = file.Length / 4096 / 2 * 4096;
            file.Write(new byte[200 * 4096]);
        }

        using (var outbox = Open(hasty))
        {
            Assert.Null(outbox.SetAside);
            Assert.Equal(OutboxFailure.Damaged, Assert.Throws<OutboxException>(() => outbox.Read(new OutboxFilter()).Count()).Failure);
        }

        using var fresh = Open(hasty);
        Assert.InRange(fresh.SetAside!.Salvaged, 1, 4999);
        Assert.Equal(fresh.SetAside.Salvaged, fresh.Count(new OutboxFilter()));
        Assert.Equal([fresh.SetAside.Path], Directory.GetFiles(Path.GetDirectoryName(OutboxPath)!, "*.damaged*"));
    }

    [Fact]
    public async Task A_finding_whose_document_is_damaged_is_refused_and_does_not_hold_up_the_others()
    {
        using var outbox = Open();
        outbox.Accept([Finding.Of(1)], force: false);
        outbox.Accept([Finding.Of(2)], force: false);
        Run("UPDATE bundle SET body = x'00ff00ff' WHERE number = (SELECT min(number) FROM bundle)");
        using (var dispatcher = new Dispatcher(outbox, _ => Hub, Quick, Observer))
        {
            dispatcher.Resume(new OutboxFilter());
            await dispatcher.CompleteAsync();
        }

        Assert.Equal(["finding-2"], Hub.Held.Keys);
        Assert.Equal("finding-1", Assert.Single(Results, result => result.Status == DeliveryStatus.Refused).Id);
        var item = Assert.Single(outbox.Read(new OutboxFilter()));
        Assert.Equal(("finding-1", "Damaged", "finding-1"), (item.Id, item.ErrorCode, item.Finding.Id));
    }

    [Fact]
    public async Task A_damaged_document_in_the_ledger_does_not_keep_a_listing_from_archiving_the_others()
    {
        using var outbox = Open();
        foreach (var id in new[] { "scan/1", "scan/2", "scan/3" }) await SendAsync([Of(id)], outbox: outbox);
        Run("UPDATE bundle SET body = x'00ff00ff' WHERE number = (SELECT document / 128 FROM acknowledged WHERE id = 'scan/2')");
        using var listing = new ScopedListing(outbox);
        listing.See(Of("scan/1"));
        Assert.Equal("scan/3", Assert.Single(listing.Missing()).Id);
        Assert.Equal(1, listing.Unreadable);

        static OutboundFinding Of(string id) => new(Encoding.UTF8.GetBytes(Finding.Json(id)));
    }

    [Fact]
    public void A_listing_leaves_the_outbox_as_it_is()
    {
        using var outbox = Open();
        using var listing = new ScopedListing(outbox);
        listing.See(Finding.Of(1));
        Assert.Empty(outbox.Figures());
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        File.WriteAllText(OutboxPath, "Not a database, but long enough to look at. " + new string('x', 5000));
        Assert.Equal(OutboxFailure.Inaccessible, Assert.Throws<OutboxException>(() => Open()).Failure);
        Assert.Equal([OutboxPath], Directory.GetFiles(Path.GetDirectoryName(OutboxPath)!));
        Assert.StartsWith("Not a database", File.ReadAllText(OutboxPath), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_messages_are_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            // Counts years from another beginning, and groups digits by points.
            CultureInfo.CurrentCulture = new CultureInfo("th-TH") { NumberFormat = { NumberGroupSeparator = "." } };
            using (var before = Open()) before.Accept([.. Finding.Many(100)], force: false);
            using (var file = File.OpenWrite(OutboxPath))
            {
                file.Position = 8192;
                file.Write(new byte[40_000]);
            }

            using var outbox = Open(new OutboxOptions { WaitingBytes = 1000 });
            Assert.Contains($".damaged-{DateTime.UtcNow.ToString("yyyy", CultureInfo.InvariantCulture)}", outbox.SetAside!.Path,
                StringComparison.Ordinal);
            Assert.Contains("1,000 bytes", Assert.Throws<OutboxException>(() =>
                outbox.Accept([Finding.Of(1, padding: 2000)], force: false)).Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_sound_file_is_not_set_aside()
    {
        using (var outbox = Open()) outbox.Accept([Finding.Of(1)], force: false);
        using var again = Open();
        Assert.Null(again.SetAside);
        Assert.Equal((1, 0, 0), Counts(again));
    }

    [Fact]
    public void A_full_disk_is_said_and_nothing_is_half_written()
    {
        using (var outbox = Open()) outbox.Accept([.. Finding.Many(10)], force: false);
        using (var outbox = Open(new OutboxOptions { Pages = 40 }))
        {
            var failure = Assert.Throws<OutboxException>(() =>
                outbox.Accept([.. Enumerable.Range(100, 2000).Select(number => Finding.Of(number, padding: 1000))], force: false));
            Assert.Equal(OutboxFailure.DiskFull, failure.Failure);
            Assert.Equal((10, 0, 0), Counts(outbox));
        }

        using var later = Open();
        Assert.Null(later.SetAside);
        Assert.Equal((10, 0, 0), Counts(later));
    }

    [Fact]
    public async Task A_full_disk_ends_a_delivery_with_an_error_that_keeps_what_was_taken()
    {
        using var outbox = Open(new OutboxOptions { Pages = 100 });
        await QueueAsync(Finding.Many(100), outbox);
        var failure = await Assert.ThrowsAsync<OutboxException>(() =>
            QueueAsync(Enumerable.Range(101, 4000).Select(number => Finding.Of(number, padding: 1000)), outbox));
        Assert.Equal(OutboxFailure.DiskFull, failure.Failure);
        Assert.True(Counts(outbox).Pending >= 100);
    }

    [Fact]
    public async Task A_full_outbox_fails_loudly_when_nothing_is_being_delivered()
    {
        using var outbox = Open(new OutboxOptions { WaitingBytes = 50_000 });
        var failure = await Assert.ThrowsAsync<OutboxException>(() => QueueAsync(Finding.Many(2000), outbox));
        Assert.Equal(OutboxFailure.Full, failure.Failure);
    }

    [Fact]
    public async Task A_full_outbox_waits_for_room_while_findings_are_being_delivered()
    {
        using var outbox = Open(new OutboxOptions { WaitingBytes = 400_000 });
        var summary = await SendAsync(Finding.Many(3000), outbox: outbox);
        Assert.Equal((3000, 3000), (summary.Findings, summary.Received));
    }

    [Fact]
    public void A_locked_file_is_said_and_nothing_is_written()
    {
        using var outbox = Open(new OutboxOptions { LockTimeout = TimeSpan.FromMilliseconds(50) });
        using var other = new SqliteConnection($"Data Source={OutboxPath};Pooling=False");
        other.Open();
        using (other.BeginTransaction(deferred: false))
        {
            Assert.Equal(OutboxFailure.Locked, Assert.Throws<OutboxException>(() => outbox.Accept([Finding.Of(1)], force: false)).Failure);
        }

        Assert.Equal((0, 0, 0), Counts(outbox));
        Assert.Equal(DeliveryStatus.Waiting, outbox.Accept([Finding.Of(1)], force: false)[0].Status);
    }

    [Fact]
    public void A_file_of_a_later_version_is_left_alone()
    {
        using (Open())
        {
        }

        Run("PRAGMA user_version = 999");
        Assert.Equal(OutboxFailure.TooNew, Assert.Throws<OutboxException>(() => Open()).Failure);
        Assert.True(File.Exists(OutboxPath));
    }

    [Fact]
    public void A_database_of_another_program_is_left_alone()
    {
        Run("CREATE TABLE bookmark (url TEXT)");
        Assert.Equal(OutboxFailure.Inaccessible, Assert.Throws<OutboxException>(() => Open()).Failure);
        Assert.True(File.Exists(OutboxPath));
    }

    [Fact]
    public void What_a_dead_sender_had_in_flight_is_taken_over()
    {
        using (var outbox = Open())
        {
            outbox.Accept([.. Finding.Many(3)], force: false);
            Assert.Equal(3, outbox.Leases.Lease(outbox.Number(Finding.Lane), "a sender that was killed", partial: true).Findings.Count);
            Assert.Empty(outbox.Leases.Lease(outbox.Number(Finding.Lane), outbox.Sender, partial: true).Findings);
            outbox.ReleaseDead();
            Assert.Equal((3, 0, 0), Counts(outbox));
        }
    }

    [Fact]
    public void What_a_living_sender_has_in_flight_is_left_to_it()
    {
        using var first = Open();
        using var second = Open();
        first.Accept([Finding.Of(1)], force: false);
        first.Leases.Lease(first.Number(Finding.Lane), first.Sender, partial: true);
        second.ReleaseDead();
        Assert.Equal((0, 1, 0), Counts(second));
    }

    [Fact]
    public async Task Refused_findings_can_be_read_sent_again_and_cleared()
    {
        Hub.Refuse = finding => new FailedFinding(FakeSecurityHub.Id(finding), "InvalidInput", "Bad.");
        await SendAsync(Finding.Many(3));
        using var outbox = Open();
        var items = outbox.Read(new OutboxFilter { States = [OutboxState.Refused] }).ToList();
        Assert.Equal(["finding-1", "finding-2", "finding-3"], items.Select(item => item.Id));
        Assert.All(items, item =>
            Assert.Equal((1, "InvalidInput", "Bad.", "A finding"), (item.Attempts, item.ErrorCode, item.ErrorMessage, item.Finding.Title)));

        Hub.Refuse = _ => null;
        using (var dispatcher = new Dispatcher(outbox, _ => Hub, Quick))
        {
            Assert.Equal(1, dispatcher.Resume(new OutboxFilter { IdPatterns = ["*-2"] }));
            Assert.Equal(1, (await dispatcher.CompleteAsync()).Received);
        }

        Assert.Equal(["finding-2"], Hub.Held.Keys);
        Assert.Equal(0, outbox.Clear(new OutboxFilter { OlderThan = TimeSpan.FromHours(1) }));
        Assert.Equal(2, outbox.Clear(new OutboxFilter()));
        Assert.Empty(outbox.Read(new OutboxFilter()));
    }

    [Fact]
    public void Nothing_of_what_was_cleared_stays_on_disk()
    {
        using var outbox = Open();
        outbox.Accept([.. Finding.Many(10)], force: false);
        outbox.Clear(new OutboxFilter { IdPatterns = ["finding-1*"] });
        Assert.Equal(8, outbox.Count(new OutboxFilter()));
        Assert.Equal(8L, Run("SELECT live FROM bundle"));
        outbox.Clear(new OutboxFilter());
        Assert.Equal(0L, Run("SELECT count(*) FROM bundle"));
    }

    private object? Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={OutboxPath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
