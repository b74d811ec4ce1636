using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using InspectorHub.Asff.Serialization;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Scan;
using InspectorHub.Ocsf;
using InspectorHub.Translation;
using InspectorHub.Translation.Ocsf;

namespace InspectorHub.Core.Tests.Translation.Ocsf;

/// <summary>What we write holds in OCSF's own schema, in every version.</summary>
public sealed class OcsfSchemaTests
{
    private static readonly ScanArtifact Image =
        ScanArtifact.Of("111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1.4", ScanArtifactType.ContainerImage);

    public static TheoryData<string> Versions => [.. OcsfVersion.All.Select(version => version.Number)];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_real_finding_holds_in_the_schema(string number)
    {
        var version = OcsfVersion.Of(number);
        var findings =
            new[] { Samples.Find("classic", "finding"), Samples.Find("inspector2", "finding"), Samples.Find("inspector2", "event") }
            .SelectMany(Directory.EnumerateFiles).SelectMany(Read.File)
            .Concat(Directory.EnumerateFiles(Samples.Find("inspector-scan")).SelectMany(Scan));
        Assert.Empty(await OcsfSchema.Problems(findings.Select(finding => OcsfTranslator.ToText(finding, version)), version,
            TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task So_does_what_is_asff_already(string number)
    {
        var version = OcsfVersion.Of(number);
        var sent = Directory.EnumerateFiles(Samples.Find("inspector2", "asff"))
            .SelectMany(path => JsonNode.Parse(File.ReadAllBytes(path))!["Findings"]!.AsArray())
            .Concat(Directory.EnumerateFiles(Samples.Find("classic", "asff")).Select(path => JsonNode.Parse(File.ReadAllBytes(path))))
            .Select(finding => AsffJson.Parse(Encoding.UTF8.GetBytes(finding!.ToJsonString())));
        var translated = Some(AnyInspector2Finding.Any, 100).Concat(Some(AnyClassicFinding.Any, 20)).Select(AsffTranslator.Translate);
        var lines = sent.Concat(translated).Concat(translated.Select(asff => AccountForm.From(asff)))
            .Select(asff => Encoding.UTF8.GetString(OcsfTranslator.Translate(asff, version)));
        Assert.Empty(await OcsfSchema.Problems(lines, version, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Any_finding_that_the_apis_allow_holds_in_the_schema(string number)
    {
        // More in a run of its own: OCSF_FINDINGS=100000.
        var wanted = int.TryParse(Environment.GetEnvironmentVariable("OCSF_FINDINGS"), NumberStyles.None, CultureInfo.InvariantCulture,
            out var more) ? more : 200;
        var version = OcsfVersion.Of(number);
        var lines = Some(AnyInspector2Finding.Any, wanted).Concat(Some(AnyClassicFinding.Any, wanted / 4))
            .Select(finding => OcsfTranslator.ToText(finding, version));
        Assert.Empty(await OcsfSchema.Problems(lines, version, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task So_do_results_of_cis_scans(string number)
    {
        var version = OcsfVersion.Of(number);
        var results = new[] { CisFinding.Failed, CisFinding.Passed, CisFinding.Skipped, "ANOTHER", null }.Select(status => new CisFinding
        {
            ScanArn = "arn:aws:inspector2:eu-west-1:111122223333:owner/111122223333/cis-scan/1", AccountId = "111122223333",
            TargetResourceId = "i-0123",
            Status = status, StatusReason = "It can be loaded.", CheckId = "1.1.1.1", ScanDate = DateTimeOffset.UnixEpoch,
            TargetResourceTags = new() { ["a"] = ["b"] },
        });
        Assert.Empty(await OcsfSchema.Problems(results.Select(result => OcsfTranslator.ToText(result, version)), version,
            TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_judge_sees_what_is_wrong()
    {
        var finding = Read.File(Path.Combine(Samples.Find("inspector2", "event"), "ec2-package-closed.json"))[0];
        var wrong = OcsfTranslator.ToText(finding, OcsfVersion.V160)
            .Replace("\"severity_id\":", "\"severity_ID\":", StringComparison.Ordinal);
        Assert.NotEmpty(await OcsfSchema.Problems([wrong], OcsfVersion.V160, TestContext.Current.CancellationToken));
    }

    private static IEnumerable<InspectorFinding> Some<T>(Gen<T> any, int count)
        where T : InspectorFinding
    {
        var random = new PCG(1, 20_251_202);
        for (var i = 0; i < count; i++) yield return any.Generate(random, null, out _);
    }

    private static List<InspectorFinding> Scan(string path)
    {
        using var stream = File.OpenRead(path);
        return [.. FindingReader.Read(stream, path, Image, DateTimeOffset.UnixEpoch, details: null, CancellationToken.None)
            .Select(reading => reading.Finding!)];
    }
}
