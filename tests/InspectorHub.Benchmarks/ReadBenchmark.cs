using System.Text.Json;
using BenchmarkDotNet.Attributes;
using InspectorHub.Findings;
using InspectorHub.Json;

namespace InspectorHub.Benchmarks;

/// <summary>
/// The first part of a translation: elements split, findings read; beside JsonSerializer over elements that are split already.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
public class ReadBenchmark
{
    private readonly List<byte[]> elements = [];
    private byte[] findings = [];

    [GlobalSetup]
    public void Setup()
    {
        findings = FindingsReply.Write(1000);
        using var splitter = new JsonSplitter(["findings"]);
        splitter.Append(findings);
        splitter.Complete();
        while (splitter.TryRead(out var piece)) elements.Add(piece.Json.ToArray());
    }

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

    [Benchmark(Baseline = true)]
    public int JsonSerializer_alone()
    {
        var count = 0;
        foreach (var element in elements)
            count += JsonSerializer.Deserialize(element, FindingJsonContext.Default.Inspector2Finding) is null ? 0 : 1;
        return count;
    }

    [Benchmark]
    public int Read()
    {
        using var stream = new MemoryStream(findings);
        return FindingReader.Read(stream, "benchmark").Count(reading => reading.Finding is not null);
    }
}
