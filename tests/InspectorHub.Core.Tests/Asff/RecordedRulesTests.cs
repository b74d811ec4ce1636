using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Rules.Shapes;
using InspectorHub.Asff.Serialization;

namespace InspectorHub.Core.Tests.Asff;

/// <summary>
/// What is said of values at, within and beyond the limits of every member that the format has a rule for, and what they are made to
/// fit: as it was when somebody last looked at it. A change of the rules is a change of the file, which RECORD=1 writes anew.
/// </summary>
public sealed class RecordedRulesTests
{
    private const string Good = """
        {"SchemaVersion":"2018-10-08","Id":"x/1","ProductArn":"arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default",
         "GeneratorId":"g",
         "AwsAccountId":"111122223333","Types":["Effects/x"],"CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-01-01T00:00:00Z",
          "Severity":{"Label":"HIGH"},
         "Title":"t","Description":"d","Resources":[{"Type":"Other","Id":"r"}]}
        """;

    private static readonly string Recorded =
        Path.Combine(Repository.Folder, "tests", "InspectorHub.Core.Tests", "Asff", "recorded-rules.txt");

    [Fact]
    public void Every_rule_says_what_it_said()
    {
        var lines = Members(AsffSchema.Finding, []).SelectMany(member => Probes(member.Shape).Select(probe => Line(member.Path, probe)))
            .ToList();
        if (Environment.GetEnvironmentVariable("RECORD") == "1") File.WriteAllLines(Recorded, lines);
        Assert.Equal(File.ReadAllLines(Recorded), lines);
    }

    // Members with a rule of their own; what only AWS's model has is of one kind and needs no word each.
    private static IEnumerable<(string[] Path, AsffShape Shape)> Members(AsffShape shape, string[] path)
    {
        if (path.Length > 0) yield return (path, shape);
        var inner = shape switch
        {
            ObjectShape structure => structure.Members.Select(member => (Path: (string[])[.. path, member.Name], member.Shape)),
            ListShape list => [([.. path, "[]"], list.Item)],
            _ => [],
        };
        foreach (var (innerPath, innerShape) in inner)
        {
            foreach (var member in Members(innerShape, innerPath)) yield return member;
        }
    }

    private static IEnumerable<JsonNode?> Probes(AsffShape shape)
    {
        JsonNode?[] probes = shape switch
        {
            TextShape text =>
            [
                "", " ", "a\u0001b\ud83e\udd84", Long(text.Minimum - 1), Long(text.Minimum), Long(text.Maximum), Long(text.Maximum + 1),
                text.Values?[0], text.Values?[^1].ToLowerInvariant(), 1,
                .. text.Format is null && text.Pattern is null && text.Characters is null ? (JsonNode?[])[] : Formatted(),
            ],
            NumberShape number => [number.Minimum, number.Minimum - 1, number.Maximum, number.Maximum + 1, 0.5, -0.5, 0, "1"],
            FlagShape => [true, "true", 0],
            ListShape list => [Items(0), Items(list.Minimum), list.Maximum < 1000 ? Items(list.Maximum) : null, list.Maximum < 1000
                ? Items(list.Maximum + 1) : null, "x"],
            MapShape map => [Entries(0, 1), Entries(1, map.KeyMaximum), Entries(1, map.KeyMaximum + 1), map.Maximum < 1000
                ? Entries(map.Maximum, 5) : null, map.Maximum < 1000 ? Entries(map.Maximum + 1, 5)
                : null, new JsonObject { ["a b~"] = "x" }, new JsonObject { ["a"] = 1 }, "x"],
            ObjectShape => [new JsonObject(), new JsonObject { ["NoSuch"] = 1 }, "x", new JsonArray()],
            _ => ["x"],
        };
        return probes.Where(probe => probe is not null).Append(null);

        static JsonNode?[] Formatted() =>
        [
            "10.0.0.1", "256.0.0.1", "::1", "::g", "00:0d:83:b1:c0:8e", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.123456789+01:00",
            "2026-02-30T00:00:00Z", "2026-01-01", "Effects/a/b", "Effects/a/b/c", "https://example.com/a b",
        ];

        static JsonNode? Long(int length) => length is > 0 and <= 40_000 ? new string('x', length) : null;
        static JsonNode? Items(int count) => new JsonArray(
            [.. Enumerable.Range(0, count).Select(number => (JsonNode)string.Create(CultureInfo.InvariantCulture, $"i{number}"))]);
        static JsonNode? Entries(int count, int length) =>
            length > 1000 ? null : new JsonObject(Enumerable.Range(0, count).Select(number =>
                new KeyValuePair<string, JsonNode?>(number.ToString(CultureInfo.InvariantCulture).PadLeft(length, 'k'), "v")));
    }

    private static string Line(string[] path, JsonNode? probe)
    {
        var finding = JsonNode.Parse(Good)!.AsObject();
        Put(finding, path, probe);
        var text = finding.ToJsonString();
        var said = string.Join("; ", AsffRules.Check(System.Text.Encoding.UTF8.GetBytes(text))
            .Select(violation => $"{violation.Path} {violation.Rule} {violation.Message}"));
        return $"{string.Join('.', path)} = {Short(probe?.ToJsonString() ?? "null")}: {Short(said.Length == 0 ? "fine" : said)} -> " +
            $"{Fitted(text, path)}";
    }

    private static string Fitted(string text, string[] path)
    {
        try
        {
            var fitted = AsffFit.Fit(AsffJson.Parse(System.Text.Encoding.UTF8.GetBytes(text)));
            var node = path.Aggregate(JsonNode.Parse(AsffJson.Serialize(fitted)), (node, step) => node is null ? null : step == "[]"
                ? (node as JsonArray is { Count: > 0 } list ? list[0] : null) : (node as JsonObject)?[step]);
            return string.Join("; ", fitted.Cuts.Select(cut => $"{cut}").Prepend(Short(node?.ToJsonString() ?? "nothing")));
        }
        catch (JsonException)
        {
            return "no finding";
        }
    }

    // With all that is required beside it.
    private static void Put(JsonObject finding, string[] path, JsonNode? value)
    {
        JsonNode node = finding;
        AsffShape shape = AsffSchema.Finding;
        for (var i = 0; i < path.Length; i++)
        {
            var inner = path[i] == "[]" ? ((ListShape)shape).Item
                : ((ObjectShape)shape).Members.Single(member => member.Name == path[i]).Shape;
            var next = i == path.Length - 1 ? value?.DeepClone() : inner is ListShape ? new JsonArray() : WithRequired((ObjectShape)inner);
            if (node is JsonArray list)
            {
                if (list.Count == 0) list.Add(next);
                else if (i == path.Length - 1) list[0] = next;
                node = list[0]!;
            }
            else
            {
                var members = node.AsObject();
                if (i == path.Length - 1 || members[path[i]] is null) members[path[i]] = next;
                node = members[path[i]]!;
            }

            shape = inner;
        }
    }

    private static JsonObject WithRequired(ObjectShape shape) =>
        new(shape.Members.Where(member => member.IsRequired && member.Shape is TextShape)
        .Select(member => new KeyValuePair<string, JsonNode?>(member.Name, ((TextShape)member.Shape).Values?[0]
            ?? "arn:aws:securityhub:eu-west-1::product/aws/inspector")));

    private static string Short(string text) => text.Length <= 160 ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 100)}…{text.AsSpan(text.Length - 20)} ({text.Length})");
}
