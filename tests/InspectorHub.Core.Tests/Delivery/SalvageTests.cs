using InspectorHub.Outbox;
using InspectorHub.Outbox.Leasing;
using Microsoft.Data.Sqlite;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>What is read from a damaged outbox is what it was, in every column.</summary>
public sealed class SalvageTests : DeliveryTest
{
    private const string Waiting =
        "SELECT l.endpoint, l.region, l.account, w.id, hex(w.hash), w.source_updated_at, w.updated_at, w.created_at, w.archived, " +
        "w.queued_at, w.queued_by, w.attempts, w.error_code, w.error_message, w.state, w.answered_at, w.bytes FROM waiting w JOIN lane l " +
        "ON l.number = w.lane";

    private const string Ledger =
        "SELECT l.endpoint, l.region, l.account, a.id, hex(a.hash), a.source_updated_at, a.updated_at, a.created_at, a.archived, " +
        "a.acknowledged_at, a.document IS NULL FROM acknowledged a JOIN lane l ON l.number = a.lane";

    [Fact]
    public async Task It_is_as_it_was()
    {
        await SendAsync(Enumerable.Range(1, 200).Select(number => Finding.Of(number, state: number % 2 == 0 ? "ARCHIVED" : "ACTIVE")));
        using (var outbox = Open())
        {
            // In groups of a given size: what a damaged page takes along is the group that is stored in it.
            foreach (var group in Enumerable.Range(101, 400).Select(number => Finding.Of(
                number, "Anew", "2026-11-09T08:00:00Z", number % 3 == 0 ? "222222222222" : Finding.Account)).Chunk(50))
                outbox.Accept(group, force: false);
            var refused = outbox.Leases.Lease(outbox.Number(Finding.Lane), outbox.Sender, partial: true).Findings;
            outbox.Leases.Settle(
                [.. refused.Select(finding => new Settlement(finding, DeliveryStatus.Refused, "InvalidInput", $"Words of {finding.Id}."))]);
        }

        var (waiting, ledger) = (Read(Waiting), Read(Ledger));
        using (var file = File.OpenWrite(OutboxPath))
        {
            file.Position = file.Length / 2 / 4096 * 4096;
            file.Write(new byte[2 * 4096]);
        }

        using (var fresh = Open()) Assert.InRange(fresh.SetAside!.Salvaged, 100, 400);
        var (salvaged, kept) = (Read(Waiting), Read(Ledger));
        Assert.InRange(salvaged.Count, 100, 400);
        Assert.InRange(kept.Count, 50, 200);
        Assert.Subset(waiting, salvaged);
        // A document that was hit is gone; the rest of the row still tells what is unchanged.
        Assert.Subset(WithoutDocument(ledger), WithoutDocument(kept));
    }

    private static HashSet<string> WithoutDocument(HashSet<string> rows) => [.. rows.Select(row => row[..row.LastIndexOf('|')])];

    private HashSet<string> Read(string query)
    {
        using var connection = new SqliteConnection($"Data Source={OutboxPath};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount)
                .Select(column => reader.IsDBNull(column) ? "-" : reader.GetString(column))));
        return rows;
    }
}
