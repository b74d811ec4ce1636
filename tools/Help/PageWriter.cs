using System.Management.Automation;

namespace InspectorHub.Help;

/// <summary>
/// Completes a cmdlet's page with what the cmdlet says itself: front matter, syntax, and what is known of each parameter. The
/// format is that of Microsoft.PowerShell.PlatyPS, schema 2024-05-01, so that its tools can read the pages.
/// </summary>
internal sealed class PageWriter(BuiltModule module, IReadOnlyDictionary<string, string> sharedParameters)
{
    private const int SyntaxWidth = 100;

    private const string CommonParameters =
        """
        ### CommonParameters

        This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable,
        -InformationAction, -InformationVariable, -OutBuffer, -OutVariable, -PipelineVariable,
        -ProgressAction, -Verbose, -WarningAction, and -WarningVariable. For more information, see
        [about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).
        """;

    public string Complete(CmdletInfo cmdlet, string markdown)
    {
        var page = PageText.Read(markdown);
        var parts = new[]
        {
            FrontMatter(cmdlet),
            $"# {cmdlet.Name}",
            Titled("SYNOPSIS", page.Section("SYNOPSIS")),
            Titled("SYNTAX", string.Join("\n\n", cmdlet.ParameterSets.Select(set => Syntax(cmdlet, set)))),
            Titled("ALIASES", "This cmdlet has no aliases."),
            Titled("DESCRIPTION", page.Section("DESCRIPTION")),
            Titled("EXAMPLES", string.Join("\n\n", page.Parts("EXAMPLES").Select((example, index) =>
                $"### Example {index + 1}: {HelpExample.Unnumbered(example.Key)}\n\n{example.Value}"))),
            Titled("PARAMETERS", string.Join("\n\n", Parameters(cmdlet, page).Append(CommonParameters.ReplaceLineEndings("\n")))),
            Titled("INPUTS", page.Section("INPUTS")),
            Titled("OUTPUTS", page.Section("OUTPUTS")),
            Titled("NOTES", page.Section("NOTES")),
            Titled("RELATED LINKS", page.Section("RELATED LINKS")),
        };
        return string.Join("\n\n", parts) + "\n";
    }

    private static string Titled(string title, string text) => text.Length == 0 ? $"## {title}" : $"## {title}\n\n{text}";

    private string FrontMatter(CmdletInfo cmdlet) =>
        $"""
        ---
        document type: cmdlet
        external help file: {module.HelpFile}
        HelpUri: {module.ProjectUri}/blob/main/docs/en-US/{cmdlet.Name}.md
        Locale: en-US
        Module Name: {cmdlet.ModuleName}
        PlatyPS schema version: 2024-05-01
        title: {cmdlet.Name}
        ---
        """.ReplaceLineEndings("\n");

    private static string Syntax(CmdletInfo cmdlet, CommandParameterSetInfo set)
    {
        var name = set.Name == ParameterAttribute.AllParameterSets ? "__AllParameterSets" : set.Name;
        var title = set.IsDefault && cmdlet.ParameterSets.Count > 1 ? $"{name} (Default)" : name;
        var lines = new List<string> { cmdlet.Name };
        foreach (var parameter in Apart(set.ToString()))
        {
            if (lines[^1].Length + 1 + parameter.Length > SyntaxWidth) lines.Add($" {parameter}");
            else lines[^1] += $" {parameter}";
        }

        return $"### {title}\n\n```\n{string.Join('\n', lines)}\n```";
    }

    // "[-Path] <string[]> [-Full]" at the blanks between parameters: a parameter and its value stay together.
    private static IEnumerable<string> Apart(string syntax)
    {
        var (start, depth) = (0, 0);
        for (var index = 0; index < syntax.Length; index++)
        {
            depth += syntax[index] switch { '[' => 1, ']' => -1, _ => 0 };
            if (syntax[index] != ' ' || depth > 0 || syntax[index + 1] == '<') continue;
            yield return syntax[start..index];
            start = index + 1;
        }

        yield return syntax[start..];
    }

    private IEnumerable<string> Parameters(CmdletInfo cmdlet, PageText page)
    {
        var described = page.Parts("PARAMETERS");
        foreach (var name in cmdlet.Parameters.Keys.Except(Cmdlet.CommonParameters, StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase))
        {
            var text = described.GetValueOrDefault($"-{name}") ?? sharedParameters.GetValueOrDefault($"-{name}") ?? "";
            var facts = string.Join('\n', new ParameterFacts(cmdlet, name).Yaml());
            yield return $"### -{name}\n\n{PageText.WithoutFences(text, "yaml")}\n\n```yaml\n{facts}\n```";
        }
    }
}
