using System.Diagnostics;
using System.Globalization;
using InspectorHub.Asff.Serialization;
using InspectorHub.Findings;
using InspectorHub.Translation;

namespace InspectorHub.Benchmarks;

/// <summary>One run over a file of any size: findings read, translated and written, and the process's peak memory.</summary>
internal static class ReadRun
{
    public static void Run(string path)
    {
        using var file = File.OpenRead(path);
        var watch = Stopwatch.StartNew();
        long findings = 0, problems = 0, written = 0;
        foreach (var reading in FindingReader.Read(file, path))
        {
            if (reading.Finding is not { } finding)
            {
                problems++;
                continue;
            }

            findings++;
            written += AsffJson.Serialize(AsffTranslator.Translate(finding)).Length;
        }

        watch.Stop();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{findings} findings, {problems} problems, {file.Length / 1e6:N0} MB read, {written / 1e6:N0} MB written, " +
            $"{watch.Elapsed.TotalSeconds:N1} s, {file.Length / 1e6 / watch.Elapsed.TotalSeconds:N0} MB/s, peak " +
            $"{process.PeakWorkingSet64 / 1e6:N0} MB"));
    }
}
