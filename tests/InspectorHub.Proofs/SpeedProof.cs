using System.Diagnostics;
using System.Globalization;
using InspectorHub.Proofs.Sender;

namespace InspectorHub.Proofs;

/// <summary>
/// Sends the same prepared findings, a JSON text per line of a file, to the same emulator with boto3 and with the outbox, in turn, the
/// rate limit lifted.
/// </summary>
internal static class SpeedProof
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync(int findings)
    {
        var (theirs, ours) = (new List<(double Rate, double Processor)>(), new List<(double Rate, double Processor)>());
        var folder = Directory.CreateTempSubdirectory("inspectorhub-proof-").FullName;
        try
        {
            var file = Path.Combine(folder, "findings.ndjson");
            await File.WriteAllLinesAsync(file, Enumerable.Range(0, findings).Select(SampleFinding.Json));
            for (var round = 0; round < Rounds; round++)
            {
                theirs.Add(await BotoAsync(file, findings));
                ours.Add(await OutboxAsync(file, findings, Path.Combine(folder, $"{round}.db")));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        var (boto, outbox) = (Median(theirs), Median(ours));
        var kept = outbox.Rate >= 2 * boto.Rate && outbox.Processor < boto.Processor / 2;
        Report.Line($"{findings:N0} findings, outbox on, beside boto3", kept, string.Create(
            CultureInfo.InvariantCulture,
            $"{outbox.Rate:N0} findings a second against {boto.Rate:N0} of boto3 ({outbox.Rate / boto.Rate:0.0} times); " +
            $"{outbox.Processor:0} µs of processor a finding against {boto.Processor:0} ({outbox.Processor / boto.Processor:0.00}); " +
            $"medians of {Rounds} rounds, whole processes"));
        return kept ? 0 : 1;
    }

    private static async Task<(double Rate, double Processor)> OutboxAsync(string file, int findings, string outboxPath)
    {
        using var emulation = await HubProcess.StartAsync();
        var options = new SenderOptions(emulation.EndpointUrl, emulation.AccessKey, emulation.SecretKey, outboxPath, 0, findings,
            Limited: false, file);
        return await MeasureAsync("dotnet", [Emulation.SenderPath, .. options.ToArguments()], findings);
    }

    private static async Task<(double Rate, double Processor)> BotoAsync(string file, int findings)
    {
        using var emulation = await HubProcess.StartAsync();
        return await MeasureAsync("python3", [Path.Combine(AppContext.BaseDirectory, "send.py"), emulation.EndpointUrl, emulation.AccessKey,
            emulation.SecretKey, file], findings);
    }

    /// <summary>Runs a process whose last line ends with the milliseconds of processor and of the clock that it has spent.</summary>
    private static async Task<(double Rate, double Processor)> MeasureAsync(string program, string[] arguments, int findings)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false,
            RedirectStandardOutput = true }) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var numbers = output.Trim().Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToList();
        if (numbers[1] < findings) throw new InvalidOperationException($"{program} delivered only {numbers[1]} of {findings} findings.");
        return (findings / numbers[^1] * 1000, numbers[^2] / findings * 1000);
    }

    private static (double Rate, double Processor) Median(List<(double Rate, double Processor)> rounds) =>
        (rounds.Select(round => round.Rate).Order().ElementAt(Rounds / 2), rounds.Select(round => round.Processor).Order()
            .ElementAt(Rounds / 2));

    /// <summary>An emulator in a process of its own, so that its work counts for nobody.</summary>
    private sealed class HubProcess(Process process, string[] where) : IDisposable
    {
        public string EndpointUrl => where[0];

        public string AccessKey => where[1];

        public string SecretKey => where[2];

        public static async Task<HubProcess> StartAsync()
        {
            var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(SpeedProof).Assembly.Location,
                "emulate"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
            return new HubProcess(process, (await process.StandardOutput.ReadLineAsync())!.Split(' '));
        }

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
