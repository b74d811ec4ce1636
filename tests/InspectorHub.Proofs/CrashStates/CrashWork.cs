using System.Text;
using InspectorHub.Common.Files;
using InspectorHub.Outbox;
using InspectorHub.Outbox.Leasing;
using InspectorHub.Outbox.Storage;
using InspectorHub.Proofs.Sender;

namespace InspectorHub.Proofs.CrashStates;

/// <summary>What is done while the disk is watched: each says on its output what it promises from then on.</summary>
internal static class CrashWork
{
    private static readonly Lane Lane = new("", SampleFinding.Region, SampleFinding.Account);

    /// <summary>The kinds of work.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["accept", "senders", "salvage", "log", "migrate"];

    /// <summary>Prepares a folder; what is made here is on the disk.</summary>
    /// <returns>What is promised from the beginning.</returns>
    public static IReadOnlyCollection<string> Prepare(string kind, string folder)
    {
        var path = PathIn(folder);
        switch (kind)
        {
            case "migrate":
                using (var connection = new OutboxConnection(path, new OutboxOptions(), durable: false, new object()))
                {
                    connection.Run(OutboxSchema.Migrations[0]);
                    connection.Run("PRAGMA user_version = 1");
                    connection.Execute(
                        "INSERT INTO lane (number, endpoint, region, account) VALUES (1, '', $region, $account)",
                        ("$region", Lane.Region), ("$account", Lane.AccountId));
                    foreach (var number in Enumerable.Range(0, 30)) AddOfFirstVersion(connection, number);
                }

                return Known(path, folder);
            case "salvage":
                using (var outbox = new FindingOutbox(path)) outbox.Accept(Findings(0, 200), force: false);
                using (var file = File.OpenWrite(path))
                {
                    file.Position = file.Length / 2 / OutboxConnection.PageSize * OutboxConnection.PageSize;
                    file.Write(new byte[2 * OutboxConnection.PageSize]);
                }

                return Known(path, folder);
            case "log":
                var killed = new FindingOutbox(path);
                for (var first = 0; first < 200; first += 10) killed.Accept(Findings(first, 10), force: false);
                killed.Abandon();
                using (var log = File.Open(path + "-wal", FileMode.Open))
                {
                    log.Position = log.Length / 3;
                    var value = log.ReadByte();
                    log.Position--;
                    log.WriteByte((byte)(value ^ 8));
                }

                File.Delete(path + "-shm");
                return Known(path, folder);
            default:
                return [];
        }
    }

    /// <summary>Does the work.</summary>
    public static int Run(string kind, string folder)
    {
        var path = PathIn(folder);
        switch (kind)
        {
            case "accept":
                AcceptAndSettle(path, folder);
                break;
            case "senders":
                using (var first = new FindingOutbox(path))
                using (var second = new FindingOutbox(path))
                {
                    for (var group = 0; group < 8; group++) Accept(group % 2 == 0 ? first : second, group * 10, 10);
                }

                break;
            default:
                using (var outbox = new FindingOutbox(path)) Accept(outbox, 1000, 10);
                break;
        }

        return 0;
    }

    /// <summary>The file in a folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, "outbox.db");

    private static void AcceptAndSettle(string path, string folder)
    {
        using var outbox = new FindingOutbox(path);
        for (var group = 0; group < 8; group++)
        {
            Accept(outbox, group * 10, 10);
            if (group % 2 == 1)
            {
                var batch = outbox.Leases.Lease(outbox.Number(Lane), outbox.Sender, partial: true);
                outbox.Leases.Settle([.. batch.Findings.Select(finding => new Settlement(finding, DeliveryStatus.Received))]);
            }

            StateFile.Write(Path.Combine(folder, "checkpoint"), Encoding.ASCII.GetBytes($"{group}"));
            Console.WriteLine($"checkpoint {group}");
        }
    }

    private static void Accept(FindingOutbox outbox, int first, int count)
    {
        outbox.Accept(Findings(first, count), force: false);
        // Short, so that it is one write.
        Console.WriteLine($"kept {first} {count}");
    }

    private static List<OutboundFinding> Findings(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => SampleFinding.Of(SampleFinding.Json(number), ""))];

    private static IReadOnlyCollection<string> Known(string path, string folder)
    {
        // What an undisturbed opening finds, looked for in a copy.
        var copy = Directory.CreateDirectory(folder + "-copy").FullName;
        try
        {
            foreach (var file in Directory.GetFiles(folder)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            using var outbox = new FindingOutbox(PathIn(copy));
            return outbox.KnownIds();
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
            File.Delete(path + ".suspect");
        }
    }

    private static void AddOfFirstVersion(OutboxConnection connection, int number)
    {
        var finding = SampleFinding.Of(SampleFinding.Json(number), "");
        connection.Execute(
            "INSERT INTO document (number, body) VALUES ($number, $body)", ("$number", number + 1L), ("$body", finding.Body.ToArray()));
        connection.Execute(
            """
            INSERT INTO waiting (lane, id, document, bytes, hash, source_updated_at, updated_at, archived, queued_at, queued_by)
            VALUES (1, $id, $number, $bytes, $hash, $updated, $updated, 0, 1, 'somebody')
            """,
            ("$id", finding.Id), ("$number", number + 1L), ("$bytes", (long)finding.Body.Length), ("$hash", finding.Hash),
            ("$updated", finding.UpdatedAt));
    }
}
