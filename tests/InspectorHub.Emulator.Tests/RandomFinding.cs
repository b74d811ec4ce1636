using System.Text;
using System.Text.Json;

namespace InspectorHub.Emulator.Tests;

/// <summary>
/// Findings, filters and orders of few values, so that they meet, in every way in which JSON can be written: blanks, escapes that
/// are needed and such that are not, names of members where they are none, members that are absent or come twice.
/// </summary>
internal sealed class RandomFinding(int seed)
{
    private static readonly string[] Values =
        ["a", "ab", "ab c", "t3.micro", "\"", "\\", "\u00e9", "\ud83d\ude00", "\n", "Resources", ",\"Resources\":[", "{", "]", ""];

    private static readonly string[] Keys = ["env", "a.b", "Type", "Resources", "Vulnerabilities", "Note", "a/b", "k\u00e9y", "a\"b"];

    private static readonly string[] Times =
        ["2025-01-01T00:00:00Z", "2025-01-01T00:00:00.500Z", "2025-01-01T01:30:00+01:00", "2025-03-01T00:00:00Z"];

    private static readonly string[] Texts =
    [
        "Title", "Description", "NoteText", "ResourceId", "ResourceType", "ResourceAwsEc2InstanceImageId", "ResourceAwsEc2InstanceType",
        "VulnerabilitiesFixAvailable", "VulnerabilitiesExploitAvailable", "RecordState", "SeverityLabel", "Type", "ResourceContainerName",
    ];

    private static readonly string[] Maps = ["ResourceTags", "ProductFields", "UserDefinedFields", "ResourceDetailsOther"];

    private readonly Random random = new(seed);

    public byte[] Finding(int id)
    {
        var json = new StringBuilder();
        var members = new List<string>
        {
            $"{Text("Id")}:\"{id}\"", $"{Text("ProductArn")}:\"arn\"", Member("Title", Text()), Member("RecordState", Text()),
            Member("Types", List(() => Text())),
            Member("Severity", Object(Member("Label", Text()), Member("Normalized", $"{random.Next(5)}"))),
            Member("UpdatedAt", Text(One(Times))), Member("Confidence", $"{random.Next(5)}"), Member("Sample", One(["true", "false"])),
        };
        if (Maybe()) members.Add(Member("Note", Object(Member("Text", Text()))));
        if (Maybe()) members.Add(Member("Description", Text(string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => One(Values))))));
        if (Maybe()) members.Add(Member("ProductFields", Map()));
        if (Maybe()) members.Add(Member("UserDefinedFields", Map()));
        if (random.Next(5) > 0) members.Add(Member("Resources", List(Resource)));
        if (random.Next(5) > 0) members.Add(Member("Vulnerabilities", List(Vulnerability)));
        return Encoding.UTF8.GetBytes(json.Append(Object([.. members.OrderBy(_ => random.Next())])).ToString());
    }

    public JsonElement Filters()
    {
        var attributes = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Attribute()).DistinctBy(attribute => attribute.Name);
        return JsonSerializer.SerializeToElement(attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Filters));
    }

    public string Order() => One([.. Texts, "UpdatedAt", "SeverityNormalized", "Confidence", "Id"]);

    public bool Maybe() => random.Next(2) == 0;

    private (string Name, object[] Filters) Attribute()
    {
        object[] Several(Func<object> make) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => make())];
        // EQUALS and its opposites exclude each other.
        var comparisons = One<string[]>([["EQUALS", "PREFIX"], ["NOT_EQUALS", "PREFIX", "PREFIX_NOT_EQUALS"]]);
        string Word() => One(Values);
        return random.Next(8) switch
        {
            0 => (One(Maps), Several(() => new { Key = One(Keys), Value = Word(), Comparison = One(comparisons) })),
            1 => ("UpdatedAt", Several(() => new { Start = One(Times), End = One(Times) })),
            2 => (One(["Confidence", "SeverityNormalized"]), Several(Number)),
            3 => ("ResourceAwsEc2InstanceIpV4Addresses", Several(() => new { Cidr = One(["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3/32"]) })),
            4 => ("Keyword", Several(() => new { Value = One(["a", "ab", "c", "micro", "t3.micro", "\u00e9", "x"]) })),
            5 => ("Sample", Several(() => new { Value = Maybe() })),
            _ => (One(Texts), Several(() => new { Value = Word(), Comparison = One(comparisons) })),
        };
    }

    private object Number() => Maybe() ? new { Gte = random.Next(5) } : new { Eq = random.Next(5) };

    private string Resource()
    {
        var addresses = List(() => Text(One(["10.1.2.3", "10.2.0.1", "192.168.0.1"])));
        var instance = Object(Member("Type", Text()), Member("IpV4Addresses", addresses), Member("ImageId", Text()));
        var container = Object(Member("Name", Text()));
        var details = Object(
            Member("Other", Map()), Member(One(["AwsEc2Instance", "Other2"]), instance), Member("Container", container));
        return Some(Member("Type", Text()), Member("Id", Text()), Member("Tags", Map()), Member("Details", details));
    }

    private string Vulnerability() => Some(
        Member("VulnerablePackages", List(() => Object(Member("FixAvailable", Text()), Member("Name", Text())))),
        Member("FixAvailable", Text()), Member("ExploitAvailable", Text()));

    private string Some(params string[] members) => Object([.. members.Where(_ => random.Next(4) > 0)]);

    private string Map() => Object([.. Keys.Where(_ => Maybe()).Select(key => Member(key, Text()))]);

    private string Member(string name, string value) => $"{Text(name)}{Blank()}:{Blank()}{value}";

    private string Object(params string[] members) => $"{{{Blank()}{string.Join($"{Blank()},{Blank()}", members)}{Blank()}}}";

    private string List(Func<string> make) =>
        $"[{string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Blank() + make() + Blank()))}]";

    private string Text() => Text(One(Values));

    private string Text(string text)
    {
        var isEscaped = random.Next(8) == 0;
        return $"\"{string.Concat(text.Select(letter => letter switch
        {
            '"' or '\\' when !isEscaped => $"\\{letter}",
            _ when isEscaped || letter < ' ' => $"\\u{(int)letter:x4}",
            _ => letter.ToString(),
        }))}\"";
    }

    private string Blank() => random.Next(6) == 0 ? One([" ", "\n", "\t  "]) : "";

    private T One<T>(T[] values) => values[random.Next(values.Length)];
}
