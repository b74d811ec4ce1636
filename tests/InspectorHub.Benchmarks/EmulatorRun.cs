using System.Diagnostics;
using System.Globalization;
using System.Text;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Emulator;
using InspectorHub.Findings;
using InspectorHub.Translation;

namespace InspectorHub.Benchmarks;

/// <summary>
/// A hub filled over HTTP, a hundred findings a call, and then asked: how long a call takes from the client's side, and what
/// the process (emulator and client) weighs in the end.
/// </summary>
internal static class EmulatorRun
{
    private const int Batch = 100;
    private const string Region = "eu-central-1";

    public static async Task RunAsync(int count, bool small, string? path)
    {
        using var hub = new SecurityHubEmulator(new EmulatorOptions { RateScale = 0, Path = path });
        using var client = new SecurityHubClient(
            new AwsConnection { EndpointUrl = hub.EndpointUrl, AccessKey = hub.AccessKey, SecretKey = hub.SecretKey }, Region);
        using var reply = new MemoryStream(FindingsReply.Write(1000));
        AsffFinding[] samples =
            [.. FindingReader.Read(reply, "benchmark").Select(reading => AccountForm.From(AsffTranslator.Translate(reading.Finding!)))];
        if (small)
        {
            foreach (var sample in samples) (sample.Vulnerabilities, sample.ProductFields) = (null, null);
        }

        const string First = "2026-07-01T00:00:00Z";
        const string Later = "2026-08-01T00:00:00Z";
        var some = Math.Min(100, count / Batch);
        // The runtime takes some hundred calls to compile what runs often as well as it can.
        await MeasureAsync("import of 100, new, at first", some,
            call => client.BatchImportFindingsAsync(Findings(samples, call, First), CancellationToken.None));
        if (count / Batch > some)
            await MeasureAsync("import of 100, new, from then on", (count / Batch) - some,
                call => client.BatchImportFindingsAsync(Findings(samples, some + call, First), CancellationToken.None));
        await MeasureAsync("import of 100, newer", some,
            call => client.BatchImportFindingsAsync(Findings(samples, call, Later), CancellationToken.None));
        await MeasureAsync("import of 100, known", some,
            call => client.BatchImportFindingsAsync(Findings(samples, call, Later), CancellationToken.None));
        await MeasureAsync("of which the client's writing of 100 findings", some, call => Task.FromResult(Findings(samples, call, Later)));

        Task<FindingsPage> Find(string filters) =>
            client.GetFindingsAsync(Encoding.UTF8.GetBytes(filters), Batch, nextToken: null, CancellationToken.None);
        await MeasureAsync("GetFindings, one by Id", 100,
            call => Find($$"""{"Id":[{"Value":"{{Id(count - 1 - call)}}","Comparison":"EQUALS"}]}"""));
        await MeasureAsync("GetFindings, a page of 100", 100,
            _ => client.GetFindingsAsync(filters: null, Batch, nextToken: null, CancellationToken.None));
        await MeasureAsync("GetFindings, all searched in vain by Title", 3,
            _ => Find("""{"Title":[{"Value":"nobody has this","Comparison":"PREFIX"}]}"""));
        await MeasureAsync("GetFindings, all searched in vain by RecordState and SeverityLabel", 3, _ => Find(
            """{"RecordState":[{"Value":"ARCHIVED","Comparison":"EQUALS"}],"SeverityLabel":[{"Value":"LOW","Comparison":"EQUALS"}]}"""));

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{hub.Findings} findings of {Findings(samples, 0, First).Average(finding => finding.Length):N0} bytes, process " +
            $"{process.WorkingSet64 / 1e6:N0} MB, CPU {process.TotalProcessorTime.TotalSeconds:N1} s"));
    }

    private static ReadOnlyMemory<byte>[] Findings(AsffFinding[] samples, int call, string updatedAt)
    {
        var findings = new ReadOnlyMemory<byte>[Batch];
        for (var index = 0; index < Batch; index++)
        {
            var number = (call * Batch) + index;
            var finding = samples[number % samples.Length];
            finding.Id = Id(number);
            finding.UpdatedAtText = updatedAt;
            findings[index] = AsffJson.Serialize(finding);
        }

        return findings;
    }

    private static string Id(int number) => $"inspector2/{Region}/111122223333/{number:x32}";

    private static async Task MeasureAsync<T>(string what, int calls, Func<int, Task<T>> call)
    {
        var times = new double[calls];
        var worked = Worked();
        for (var number = 0; number < calls; number++)
        {
            var start = Stopwatch.GetTimestamp();
            await call(number);
            times[number] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        worked = Worked() - worked;
        var first = times[0];
        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {calls} calls, the first {first:N1} ms, median {times[calls / 2]:N1} ms, 95 % within " +
            $"{times[(calls - 1) * 95 / 100]:N1} ms, processor {worked.TotalMilliseconds / calls:N1} ms"));
    }

    private static TimeSpan Worked()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
