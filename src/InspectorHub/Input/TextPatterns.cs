using System.Management.Automation;

namespace InspectorHub.Input;

/// <summary>
/// What a user wants of one member of findings: texts as they are written, or PowerShell's wildcards. A service knows no wildcards but a
/// beginning, and minds the case: it is asked for the least that surely has all that match, and what it gives is looked through here.
/// </summary>
internal sealed class TextPatterns
{
    // arn:partition:service:region:account:
    private const int ArnParts = 5;

    private readonly IReadOnlyList<string> texts;
    private readonly IReadOnlyList<WildcardPattern>? patterns;
    private readonly int most;

    /// <param name="texts">The texts; null or none wants nothing in particular.</param>
    /// <param name="most">How many values the service takes for one member.</param>
    /// <param name="areLiteral">Whether wildcards stand for themselves, as in what comes from objects.</param>
    public TextPatterns(IEnumerable<string>? texts, int most, bool areLiteral = false)
    {
        this.texts = [.. texts ?? []];
        this.most = most;
        // A service is asked for a beginning by a * at the end, whoever has written it.
        if (this.texts
            .Any(text => areLiteral ? text.EndsWith("*", StringComparison.Ordinal) : WildcardPattern.ContainsWildcardCharacters(text)))
            patterns = [.. this.texts
                .Select(text => new WildcardPattern(areLiteral ? WildcardPattern.Escape(text) : text, WildcardOptions.IgnoreCase))];
    }

    /// <summary>Whether what the service gives has still to be looked through.</summary>
    public bool HasWildcards => patterns is not null;

    /// <summary>
    /// What a service that knows beginnings is asked for, with a * at their end; null where it cannot be asked for less than all.
    /// </summary>
    public IEnumerable<string>? Asked
    {
        get
        {
            if (patterns is null) return texts;
            var beginnings = texts.Select(Beginning).ToList();
            if (beginnings.Exists(beginning => beginning.Length == 0)) return null;
            var variants = beginnings.SelectMany(beginning => InEveryCase(beginning, most / beginnings.Count))
                .Distinct(StringComparer.Ordinal).ToList();
            return variants.Contains("") ? null : variants.Select(variant => variant + "*");
        }
    }

    /// <summary>What a service that knows nothing but whole texts is asked for; null where it cannot be asked for less than all.</summary>
    public IEnumerable<string>? AskedWhole => patterns is null ? texts : null;

    /// <summary>Whether a member that has these values, or has this one, is wanted.</summary>
    public bool IsMatch(params IEnumerable<string?> values) =>
        patterns is null || values.Any(value => value is not null && patterns.Any(pattern => pattern.IsMatch(value)));

    // What comes before the first wildcard.
    private static string Beginning(string text)
    {
        var end = text.IndexOfAny(['*', '?', '[', '`']);
        return end < 0 ? text : text.Substring(0, end);
    }

    // As long a beginning as can be asked for in every way to write it. ARNs are written in one, up to where a resource is named.
    private static IEnumerable<string> InEveryCase(string beginning, int most)
    {
        var isArn = beginning.StartsWith("arn:", StringComparison.OrdinalIgnoreCase);
        var parts = beginning.Split(':');
#pragma warning disable CA1308 // ARNs are in lower case.
        var known = isArn ? string.Join(":", parts.Take(ArnParts)).ToLowerInvariant() : "";
#pragma warning restore CA1308
        List<string> variants = [known];
        foreach (var character in beginning.Substring(known.Length))
        {
            char[] ways = [.. new[] { char.ToLowerInvariant(character), char.ToUpperInvariant(character) }.Distinct()];
            if (variants.Count * ways.Length > most) break;
            variants = [.. variants.SelectMany(variant => ways.Select(way => variant + way))];
        }

        return most < 1 ? [""] : variants;
    }
}
