using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using InspectorHub.Asff;
using InspectorHub.Asff.Serialization;
using InspectorHub.Findings;
using InspectorHub.Json;
using InspectorHub.Translation;

namespace InspectorHub.Benchmarks;

/// <summary>
/// Inspector findings as UTF-8 JSON to ASFF as UTF-8 JSON, beside what any program that touches the same JSON has to do:
/// parse it to a JsonDocument and write it out. The goal is a ratio of 2 or less. A thousand made-up findings, or those of a
/// report of one's own: <c>FINDINGS=report.json</c> in the environment.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
public class TranslationBenchmark
{
    private readonly ArrayBufferWriter<byte> output = new(64 * 1024 * 1024);
    private byte[] findings = [];

    [GlobalSetup]
    public void Setup() =>
        findings = Environment.GetEnvironmentVariable("FINDINGS") is { } file ? File.ReadAllBytes(file) : FindingsReply.Write(1000);

    [Benchmark(Baseline = true)]
    public int ParseAndWrite()
    {
        output.ResetWrittenCount();
        using var document = JsonDocument.Parse(findings);
        using (var writer = new Utf8JsonWriter(output)) document.WriteTo(writer);
        return output.WrittenCount;
    }

    [Benchmark]
    public int Translate() => TranslateTo(AsffTranslator.Translate);

    [Benchmark]
    public int TranslateToAccountForm() => TranslateTo(finding => AccountForm.Of(finding));

    private int TranslateTo(Func<InspectorFinding, AsffFinding> form)
    {
        output.ResetWrittenCount();
        using var stream = new MemoryStream(findings);
        using (var writer = new Utf8JsonWriter(output, CompactJson.Options))
        {
            writer.WriteStartArray();
            foreach (var reading in FindingReader.Read(stream, "benchmark"))
                AsffJson.Write(writer, form(reading.Finding!));
            writer.WriteEndArray();
        }

        return output.WrittenCount;
    }
}
