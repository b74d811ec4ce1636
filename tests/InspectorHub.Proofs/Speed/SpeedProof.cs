using System.Globalization;
using InspectorHub.Proofs.Sender;

namespace InspectorHub.Proofs.Speed;

/// <summary>
/// Sends the same prepared findings, a JSON text per line of a file, to the same emulator with boto3 and with the sender as it was built,
/// published ReadyToRun and published native, by turns, the rate limit lifted. Real hubs are warm: the emulator is one process for all, and
/// the first round, which makes it and the disk's cache so, does not count. It is emptied before each run, so that each finds the same.
/// </summary>
internal static class SpeedProof
{
    private const int Rounds = 5;

    public static async Task<int> RunAsync(int findings)
    {
        var folder = Directory.CreateTempSubdirectory("inspectorhub-proof-").FullName;
        try
        {
            var file = Path.Combine(folder, "findings.ndjson");
            await File.WriteAllLinesAsync(file, Enumerable.Range(0, findings).Select(SampleFinding.Json));
            var boto = new MeasuredSender("boto3", "python3",
                (hub, _) => [Path.Combine(AppContext.BaseDirectory, "send.py"), hub.EndpointUrl, hub.AccessKey, hub.SecretKey, file]);
            IEnumerable<string> Told(HubProcess hub, string outboxPath) =>
                new SenderOptions(hub.EndpointUrl, hub.AccessKey, hub.SecretKey, outboxPath, 0, findings, Limited: false, file).ToArguments();
            var built = new MeasuredSender("as built", "dotnet", (hub, outboxPath) => [Emulation.SenderPath, .. Told(hub, outboxPath)]);
            var compiled = await PublishAsync("ReadyToRun", folder, Told);
            var native = await PublishAsync("Native", folder, Told);
            await MeasureAsync([.. new[] { boto, built, compiled, native }.OfType<MeasuredSender>()], folder, findings);
            foreach (var sender in new[] { built, compiled }.OfType<MeasuredSender>())
                Report.Measured(Title(sender, findings), Beside(boto, sender));
            if (native is null) return 0;
            var kept = native.Rate >= 3 * boto.Rate && native.Processor <= boto.Processor / 3;
            Report.Line(Title(native, findings), kept, Beside(boto, native));
            return kept ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<MeasuredSender?> PublishAsync(
        string way, string folder, Func<HubProcess, string, IEnumerable<string>> arguments)
    {
        var published = await PublishedSender.PublishAsync(way, folder);
        if (published.Program is { } program) return new MeasuredSender($"published {way}", program, arguments);
        Report.Measured($"published {way}", $"not measured: it was not published: {published.Problem}");
        return null;
    }

    private static async Task MeasureAsync(MeasuredSender[] senders, string folder, int findings)
    {
        using var hub = await HubProcess.StartAsync();
        for (var round = 0; round <= Rounds; round++)
        {
            // Another one begins each round.
            for (var turn = 0; turn < senders.Length; turn++)
            {
                await hub.EmptyAsync();
                await senders[(round + turn) % senders.Length]
                    .RunAsync(hub, Path.Combine(folder, $"{round}-{turn}.db"), findings, isKept: round > 0);
            }
        }
    }

    private static string Title(MeasuredSender sender, int findings) => $"{findings:N0} findings, outbox on, {sender.Name}, beside boto3";

    private static string Beside(MeasuredSender boto, MeasuredSender sender) => string.Create(
        CultureInfo.InvariantCulture,
        $"{sender.Rate:N0} findings a second against {boto.Rate:N0} of boto3 ({sender.Rate / boto.Rate:0.0} times); " +
        $"{sender.Processor:0} µs of processor a finding against {boto.Processor:0} ({sender.Processor / boto.Processor:0.00}); " +
        $"medians of {Rounds} rounds, whole processes");
}
