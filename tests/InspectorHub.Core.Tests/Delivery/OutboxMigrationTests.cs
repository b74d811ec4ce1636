using System.Text;
using InspectorHub.Delivery;
using InspectorHub.Outbox;
using InspectorHub.Outbox.Storage;
using InspectorHub.Sync;
using Microsoft.Data.Sqlite;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>Files of earlier versions, with what they held.</summary>
public sealed class OutboxMigrationTests : DeliveryTest
{
    [Fact]
    public async Task A_file_of_the_first_version_is_brought_to_this_one_with_all_that_waits_and_all_that_was_acknowledged()
    {
        WriteFirstVersion();
        using (var outbox = Open())
        {
            Assert.Null(outbox.SetAside);
            Assert.Equal((1, 1, 1), Counts(outbox));
            Assert.Equal(["Waits", "Was in flight", "Was refused"], outbox.Read(new OutboxFilter()).Select(item => item.Finding.Title));
            Assert.Equal("InvalidInput", outbox.Read(new OutboxFilter { States = [OutboxState.Refused] }).Single().ErrorCode);
            Assert.Equal(DeliveryStatus.Unchanged, outbox.Accept([Finding.Of(4, "Was acknowledged")], force: false)[0].Status);
            using var listing = new ScopedListing(outbox);
            listing.See(new OutboundFinding(Encoding.UTF8.GetBytes(Finding.Json("finding-4/other"))));
            Assert.Equal("finding-4", Assert.Single(listing.Missing()).Id);

            // A new version lets go of the document from before, whose number is in the new terms.
            outbox.Accept([Finding.Of(1, "Waits, newer", "2026-11-09T08:00:00Z")], force: false);
            using var dispatcher = new Dispatcher(outbox, _ => Hub, Quick);
            dispatcher.Resume(new OutboxFilter());
            Assert.Equal(3, (await dispatcher.CompleteAsync()).Received);
        }

        Assert.Equal("Waits, newer", Hub.Held["finding-1"].GetProperty("Title").GetString());
        Assert.Equal("Was in flight", Hub.Held["finding-2"].GetProperty("Title").GetString());
        Assert.Equal(4L, Run("SELECT sum(live) FROM bundle"));
        Assert.Equal("ok", Run("PRAGMA integrity_check"));
    }

    [Fact]
    public void Who_only_looks_leaves_a_file_of_the_first_version_as_it_is()
    {
        WriteFirstVersion();
        var before = File.ReadAllBytes(OutboxPath);
        using (var view = new OutboxView(OutboxPath))
        using (var listing = new ArchiveListing(view))
        {
            Assert.Equal(3, view.Count(new OutboxFilter()));
            listing.See(Finding.Lane, "finding-1");
            Assert.Equal(["finding-2", "finding-4"], listing.Missing(_ => true).Select(missing => missing.Id)
                .Order(StringComparer.Ordinal));
        }

        Assert.Equal(before, File.ReadAllBytes(OutboxPath));
        Assert.Equal([OutboxPath], Directory.GetFiles(Folder));
    }

    private void WriteFirstVersion()
    {
        Run("PRAGMA page_size = 16384");
        Run(OutboxSchema.Migrations[0]);
        Run("PRAGMA user_version = 1");
        Run($"INSERT INTO lane (number, endpoint, region, account, waiting, waiting_bytes) VALUES (7, '', '{Finding.Region}', " +
            $"'{Finding.Account}', 0, 0)");
        Wait(1, "Waits", state: 0, owner: null);
        Wait(2, "Was in flight", state: 1, owner: "a sender that is no more");
        Wait(3, "Was refused", state: 2, owner: null);
        Run("UPDATE waiting SET error_code = 'InvalidInput', error_message = 'Bad.' WHERE id = 'finding-3'");
        var acknowledged = Finding.Of(4, "Was acknowledged");
        Run("INSERT INTO document (number, body) VALUES (4, $body)", ("$body", acknowledged.Body.ToArray()));
        Run(
            "INSERT INTO acknowledged VALUES (7, $id, 4, $hash, $updated, $updated, '2026-10-01T08:00:00Z', 0, $now)",
            ("$id", acknowledged.Id), ("$hash", acknowledged.Hash), ("$updated", acknowledged.UpdatedAt),
            ("$now", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));

        void Wait(int number, string title, int state, string? owner)
        {
            var finding = Finding.Of(number, title);
            Run("INSERT INTO document (number, body) VALUES ($number, $body)", ("$number", number), ("$body", finding.Body.ToArray()));
            Run(
                """
                INSERT INTO waiting (number, lane, id, document, bytes, state, hash, source_updated_at, updated_at, created_at, archived,
                    queued_at, queued_by, owner, attempts)
                VALUES ($number, 7, $id, $number, $bytes, $state, $hash, $updated, $updated, '2026-10-01T08:00:00Z', 0, 1, 'somebody',
                    $owner, 1)
                """,
                ("$number", number), ("$id", finding.Id), ("$bytes", finding.Body.Length), ("$state", state), ("$hash", finding.Hash),
                ("$updated", finding.UpdatedAt), ("$owner", (object?)owner ?? DBNull.Value));
        }
    }

    private object? Run(string sql, params (string Name, object Value)[] parameters)
    {
        using var connection = new SqliteConnection($"Data Source={OutboxPath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command.ExecuteScalar();
    }
}
