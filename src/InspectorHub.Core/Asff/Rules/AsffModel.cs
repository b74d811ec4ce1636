using System.Collections.Concurrent;
using InspectorHub.Asff.Rules.Shapes;

namespace InspectorHub.Asff.Rules;

/// <summary>
/// AWS's API model of the format: which structure has which members, of which type. It knows every member and no lengths; where
/// <see cref="AsffSchema"/> describes a member, that counts. The file beside says as of when it is, and a test compares the two.
/// </summary>
internal static class AsffModel
{
    private const string Resource = "InspectorHub.asff-model.txt";
    private const char RequiredMark = '!';

    private static readonly Lazy<Dictionary<string, string>> Structures = new(Load);
    private static readonly ConcurrentDictionary<string, Dictionary<string, AsffMember>> Read = new(StringComparer.Ordinal);

    /// <summary>Names of all structures.</summary>
    public static IEnumerable<string> Names => Structures.Value.Keys;

    /// <summary>The members of a structure by their names.</summary>
    public static IReadOnlyDictionary<string, AsffMember> MembersOf(string structure) =>
        Read.GetOrAdd(structure, static name => Parse(Structures.Value[name]));

    private static Dictionary<string, AsffMember> Parse(string members)
    {
        var parsed = new Dictionary<string, AsffMember>(StringComparer.Ordinal);
        foreach (var member in members.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = member.IndexOf(':');
            var isRequired = member[colon - 1] == RequiredMark;
            var name = member.Substring(0, isRequired ? colon - 1 : colon);
            parsed.Add(name, new AsffMember(name, ShapeOf(member.Substring(colon + 1)), isRequired));
        }

        return parsed;
    }

    private static AsffShape ShapeOf(string type) => type switch
    {
        "s" => new TextShape(),
        "i" => new NumberShape { Whole = true },
        "n" => new NumberShape(),
        "b" => new FlagShape(),
        "*" => new AnyShape(),
        "{s}" => new MapShape(new TextShape()),
        ['(', ..] => new TextShape { Values = type.Trim('(', ')').Split('|') },
        ['[', ..] => ListOf(type),
        _ => new ObjectShape { Structure = type },
    };

    // [TYPE] or [TYPE]MIN-MAX
    private static ListShape ListOf(string type)
    {
        var end = type.LastIndexOf(']');
        var item = ShapeOf(type.Substring(1, end - 1));
        if (end == type.Length - 1) return new ListShape(item);
        var bounds = type.Substring(end + 1).Split('-');
        return new ListShape(item) { Minimum = Number(bounds[0]), Maximum = Number(bounds[1]) };
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Load()
    {
        using var stream = typeof(AsffModel).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var structures = new Dictionary<string, string>(StringComparer.Ordinal);
        var name = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("#", StringComparison.Ordinal)) continue;
            if (line.StartsWith(" ", StringComparison.Ordinal))
            {
                structures[name] += line;
                continue;
            }

            name = line.Split([' '], 2)[0];
            structures.Add(name, line.Substring(name.Length));
        }

        return structures;
    }
}
