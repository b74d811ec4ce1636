namespace InspectorHub.Help;

/// <summary>A page's Markdown as it was written: what stands before the first heading of the second level, and under each.</summary>
/// <remarks>A heading within a fenced block is none.</remarks>
internal sealed class PageText
{
    private readonly Dictionary<string, string> sections;

    private PageText(Dictionary<string, string> sections) => this.sections = sections;

    public static PageText Read(string markdown) => new(Split(markdown, "## "));

    /// <summary>What stands under a heading of the second level, without blank lines around it; nothing where there is none.</summary>
    public string Section(string title) => sections.GetValueOrDefault(title, "");

    /// <summary>The parts of a section under headings of the third level, by heading and in their order.</summary>
    public IReadOnlyDictionary<string, string> Parts(string title) => Split(Section(title), "### ");

    /// <summary>Text without its fenced blocks of a language.</summary>
    public static string WithoutFences(string text, string language)
    {
        var kept = new List<string>();
        var skipping = false;
        foreach (var line in text.Split('\n'))
        {
            if (skipping) skipping = line.TrimEnd() != "```";
            else if (line.TrimEnd() == $"```{language}") skipping = true;
            else kept.Add(line);
        }

        return string.Join('\n', kept).Trim('\n');
    }

    private static Dictionary<string, string> Split(string text, string mark)
    {
        var parts = new List<(string Title, List<string> Lines)>();
        var fenced = false;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) fenced = !fenced;
            if (!fenced && line.StartsWith(mark, StringComparison.Ordinal)) parts.Add((line[mark.Length..].Trim(), []));
            else if (parts.Count > 0) parts[^1].Lines.Add(line);
        }

        return parts.ToDictionary(part => part.Title, part => string.Join('\n', part.Lines).Trim('\n'), StringComparer.OrdinalIgnoreCase);
    }
}
