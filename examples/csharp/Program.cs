using InspectorHub.Aws.Sessions;
using InspectorHub.Delivery;
using InspectorHub.Findings;
using InspectorHub.Outbox;
using InspectorHub.Sync;
using InspectorHub.Translation;

// Delivers a report of Amazon Inspector, then what it has in a Region: carry report.json Region outbox.db [endpoint]
var connection = new AwsConnection { Region = args[1], EndpointUrl = args.ElementAtOrDefault(3) };
using var outbox = new FindingOutbox(args[2]);
await using (var delivery = new HubDelivery(outbox, connection))
{
    await using var report = File.OpenRead(args[0]);
    foreach (var reading in FindingReader.Read(report, args[0]))
    {
        if (reading.Finding is { } finding) await delivery.AddAsync(AccountForm.Of(finding, connection.Region));
        else Console.Error.WriteLine(reading.Problem);
    }

    var delivered = await delivery.CompleteAsync();
    Console.WriteLine($"delivered {delivered.Received} of {delivered.Findings}");
}

using var sync = new RegionSync(connection, outbox, new SyncOptions { CheckpointFolder = Path.GetDirectoryName(outbox.FilePath)! });
var summary = await sync.RunAsync(CancellationToken.None);
Console.WriteLine($"synchronized {summary?.Received} of {summary?.Findings}");
