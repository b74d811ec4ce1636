using BenchmarkDotNet.Attributes;
using InspectorHub.Findings;
using InspectorHub.Json;

namespace InspectorHub.Benchmarks;

/// <summary>The first part of a translation: elements split, findings read.</summary>
[MemoryDiagnoser]
[MinColumn]
public class ReadBenchmark
{
    private byte[] findings = [];

    [GlobalSetup]
    public void Setup() => findings = FindingsReply.Write(1000);

    [Benchmark]
    public int Split()
    {
        using var splitter = new JsonSplitter(["findings"]);
        splitter.Append(findings);
        splitter.Complete();
        var count = 0;
        while (splitter.TryRead(out _)) count++;
        return count;
    }

    [Benchmark]
    public int Read()
    {
        using var stream = new MemoryStream(findings);
        return FindingReader.Read(stream, "benchmark").Count(reading => reading.Finding is not null);
    }
}
