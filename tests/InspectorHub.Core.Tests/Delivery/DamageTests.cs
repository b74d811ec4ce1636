using InspectorHub.Outbox;
using InspectorHub.Outbox.Storage;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>Damage, and processes that end while it is put right.</summary>
public sealed class DamageTests : DeliveryTest
{
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void One_flipped_bit_in_the_log_of_a_killed_sender_loses_no_more_than_what_it_hit(double where)
    {
        var killed = KilledWith(1000);
        var log = killed + "-wal";
        using (var file = File.Open(log, FileMode.Open))
        {
            file.Position = (long)(file.Length * where);
            var value = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(value ^ 0x10));
        }

        Assert.True(WriteAheadLog.HasLostCommits(log));
        using var outbox = new FindingOutbox(killed);
        Assert.NotNull(outbox.SetAside);
        Assert.Equal(1000, outbox.SetAside.Salvaged + outbox.SetAside.Lost);
        // A bundle has at most 128 findings, and only one was hit.
        Assert.InRange(outbox.SetAside.Lost, 0, Bundle.Places);
        Assert.Equal(outbox.SetAside.Salvaged, outbox.Count(new OutboxFilter()));
        Assert.True(File.Exists(outbox.SetAside.Path));
    }

    [Fact]
    public void A_log_that_ends_in_the_middle_of_a_frame_is_no_damage()
    {
        var killed = KilledWith(300);
        using (var file = File.Open(killed + "-wal", FileMode.Open))
        {
            file.Seek(0, SeekOrigin.End);
            file.Write(new byte[1000]);
        }

        Assert.False(WriteAheadLog.HasLostCommits(killed + "-wal"));
        using var outbox = new FindingOutbox(killed);
        Assert.Null(outbox.SetAside);
        Assert.Equal(300, outbox.Count(new OutboxFilter()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-wal")]
    [InlineData("-shm")]
    public void Killed_between_setting_the_damaged_file_aside_and_putting_the_salvaged_one_in_its_place_nothing_is_lost(string last)
    {
        using (var outbox = Open()) outbox.Accept([.. Finding.Many(100)], force: false);
        // What stands there after so many of the steps: the salvaged file is whole, and so many files of the damaged one have another name.
        File.Move(OutboxPath, OutboxPath + ".salvage");
        foreach (var beside in new[] { "", "-wal", "-shm" })
        {
            File.WriteAllText(OutboxPath + ".damaged-1" + beside, "damaged");
            if (beside == last) break;
        }

        foreach (var beside in new[] { "", "-wal", "-shm" }.SkipWhile(beside => beside != last).Skip(1))
            File.WriteAllText(OutboxPath + beside, "damaged");
        using var again = Open();
        Assert.Equal(100, again.Count(new OutboxFilter()));
        Assert.False(File.Exists(OutboxPath + ".salvage"));
    }

    [Fact]
    public void A_salvage_that_was_cut_off_is_begun_anew()
    {
        using (var outbox = Open()) outbox.Accept([.. Finding.Many(300)], force: false);
        File.WriteAllText(OutboxPath + ".salvage", "half of it");
        Damage();
        using var again = Open();
        Assert.InRange(again.SetAside!.Salvaged, 1, 300);
        Assert.Equal(again.SetAside.Salvaged, again.Count(new OutboxFilter()));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(OutboxPath)!, "*.salvage*"));
    }

    [Fact]
    public void A_disk_that_is_full_while_a_damaged_file_is_salvaged_is_an_error_that_moves_nothing()
    {
        using (var outbox = Open()) outbox.Accept(
            [.. Enumerable.Range(1, 300).Select(number => Finding.Of(number, title: $"{Guid.NewGuid():N}", padding: 100))], force: false);
        Damage();
        var before = Directory.GetFiles(Path.GetDirectoryName(OutboxPath)!).Order().ToList();
        var content = File.ReadAllBytes(OutboxPath);
        Assert.Equal(OutboxFailure.DiskFull, Assert.Throws<OutboxException>(() => Open(new OutboxOptions { Pages = 14 })).Failure);
        // But for the mark that it is to be looked at closely.
        Assert.Equal(before, Directory.GetFiles(Path.GetDirectoryName(OutboxPath)!).Order()
            .Where(file => !file.EndsWith(".suspect", StringComparison.Ordinal)));
        Assert.Equal(content, File.ReadAllBytes(OutboxPath));
        using var again = Open();
        Assert.InRange(again.SetAside!.Salvaged, 1, 300);
    }

    private void Damage()
    {
        using var file = File.OpenWrite(OutboxPath);
        file.Position = file.Length / 2 / 4096 * 4096;
        file.Write(new byte[2 * 4096]);
    }

    // The files as a sender that was killed leaves them: its log is not carried over.
    private string KilledWith(int findings)
    {
        var killed = Path.Combine(Path.GetDirectoryName(OutboxPath)!, "killed.db");
        using var outbox = Open();
        for (var first = 1; first <= findings; first += 20) outbox.Accept(
            [.. Enumerable.Range(first, Math.Min(20, findings - first + 1)).Select(number => Finding.Of(number))], force: false);
        File.Copy(OutboxPath, killed);
        File.Copy(OutboxPath + "-wal", killed + "-wal");
        return killed;
    }
}
