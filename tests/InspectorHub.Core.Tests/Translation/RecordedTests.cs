using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Asff.Serialization;
using InspectorHub.Findings;
using InspectorHub.Findings.Scan;
using InspectorHub.Ocsf;
using InspectorHub.Translation;
using InspectorHub.Translation.Ocsf;

namespace InspectorHub.Core.Tests.Translation;

/// <summary>
/// All that is made of some findings, as it was when somebody last looked at it: findings with every member of their models, and with
/// hardly any. A change of the translation is a change of these files, which RECORD=1 writes anew.
/// </summary>
public sealed class RecordedTests
{
    private static readonly string Folder = Path.Combine(Repository.Folder, "tests", "InspectorHub.Core.Tests", "Translation", "Recorded");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.in.json").Select(file => Path.GetFileName(file).Replace(".in.json", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_made_of_it_is_what_was_made_of_it(string name)
    {
        var file = Path.Combine(Folder, name + ".out.json");
        var made = new JsonArray([.. Findings(Path.Combine(Folder, name + ".in.json")).Select(Made)]);
        if (Environment.GetEnvironmentVariable("RECORD") == "1") File.WriteAllText(file, made.ToJsonString(Indented) + "\n");
        var recorded = Leaves(JsonNode.Parse(File.ReadAllText(file)));
        Assert.Equal(recorded, Leaves(made));
    }

    private static JsonNode Made(InspectorFinding finding)
    {
        var made = new JsonObject
        {
            ["inspectorForm"] = JsonNode.Parse(AsffJson.Serialize(InspectorForm.Of(finding))),
            ["accountForm"] = JsonNode.Parse(AsffJson.Serialize(AccountForm.Of(finding))),
            ["warnings"] = new JsonArray([.. InspectorForm.Of(finding).Warnings.Select(warning => JsonValue.Create(warning))]),
            ["cuts"] = new JsonArray([.. InspectorForm.Of(finding).Cuts.Select(cut => JsonValue.Create($"{cut}"))]),
        };
        foreach (var version in OcsfVersion.All)
            made[$"ocsf {version.Number}"] = JsonNode.Parse(OcsfTranslator.Translate(finding, version));
        return made;
    }

    private static IEnumerable<InspectorFinding> Findings(string file)
    {
        using var stream = File.OpenRead(file);
        var artifact = ScanArtifact.Of("111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1", ScanArtifactType.ContainerImage);
        foreach (var reading in FindingReader.Read(stream, "recorded", artifact, DateTimeOffset.UnixEpoch))
        {
            Assert.Null(reading.Problem);
            if (reading.Finding is { } finding) yield return finding;
        }
    }

    private static IEnumerable<string> Leaves(JsonNode? node) =>
        Markers.Leaves(node).Select(leaf => $"{leaf.Path}: {leaf.Value.ToJsonString()}").Order(StringComparer.Ordinal);
}
