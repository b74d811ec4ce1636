namespace InspectorHub.Tests.Help;

/// <summary>The pages that the help is made of.</summary>
internal static class HelpPages
{
    public static string Folder { get; } = Path.Combine(ModuleSession.RepositoryFolder(), "docs", "en-US");

    /// <summary>The cmdlets that have a page.</summary>
    public static IReadOnlyList<string> Cmdlets { get; } =
        [.. Directory.EnumerateFiles(Folder, "*-*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The topics.</summary>
    public static IReadOnlyList<string> Topics { get; } =
        [.. Directory.EnumerateFiles(Folder, "about_*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The parameters that a page describes.</summary>
    public static IReadOnlyList<string> Parameters(string page) =>
        [.. File.ReadLines(PathOf(page)).Where(line => line.StartsWith("### -", StringComparison.Ordinal)).Select(line => line["### -".Length..].Trim())];

    /// <summary>The code of a page's examples: the first fenced block under each heading of EXAMPLES.</summary>
    public static IReadOnlyList<string> Examples(string page)
    {
        var examples = new List<string>();
        var (section, wanted, code) = ("", false, (List<string>?)null);
        foreach (var line in File.ReadLines(PathOf(page)))
        {
            if (code is not null)
            {
                if (!line.StartsWith("```", StringComparison.Ordinal)) code.Add(line);
                else (_, wanted, code) = (Add(code), false, null);
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal)) section = line[3..].Trim();
            else if (line.StartsWith("### ", StringComparison.Ordinal)) wanted = section == "EXAMPLES";
            else if (wanted && line.StartsWith("```", StringComparison.Ordinal)) code = [];
        }

        return examples;

        int Add(List<string> lines)
        {
            examples.Add(string.Join("\n", lines));
            return examples.Count;
        }
    }

    private static string PathOf(string page) => Path.Combine(Folder, $"{page}.md");
}
