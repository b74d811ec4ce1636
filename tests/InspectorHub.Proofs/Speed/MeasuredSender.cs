using System.Diagnostics;
using System.Globalization;

namespace InspectorHub.Proofs.Speed;

/// <summary>A way to send, and what its runs took: whole processes, from their start to their end.</summary>
internal sealed class MeasuredSender(string name, string program, Func<HubProcess, string, IEnumerable<string>> arguments)
{
    private readonly List<double> rates = [], processor = [];

    public string Name => name;

    /// <summary>Findings a second, the median of the runs that were kept.</summary>
    public double Rate => Median(rates);

    /// <summary>Microseconds of processor a finding, the median of the runs that were kept.</summary>
    public double Processor => Median(processor);

    /// <summary>
    /// Runs it once, with an outbox of this path. Its last line has the findings that were received second, and second to last the
    /// milliseconds of processor that it has spent.
    /// </summary>
    public async Task RunAsync(HubProcess hub, string outboxPath, int findings, bool isKept)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments(hub, outboxPath)) { UseShellExecute = false,
            RedirectStandardOutput = true }) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var clock = TimeProvider.System.GetElapsedTime(started);
        var numbers = output.Trim().Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToList();
        if (numbers[1] < findings) throw new InvalidOperationException($"{name} delivered only {numbers[1]} of {findings} findings.");
        if (!isKept) return;
        rates.Add(findings / clock.TotalSeconds);
        processor.Add(numbers[^2] * 1000 / findings);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
