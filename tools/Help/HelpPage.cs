using Markdig.Syntax;

namespace InspectorHub.Help;

/// <summary>A cmdlet's page: the words of its help. Its headings are those of PowerShell's own documentation.</summary>
internal sealed record HelpPage(
    string Name,
    IReadOnlyList<string> Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyList<HelpExample> Examples,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters,
    IReadOnlyList<HelpSection> Inputs,
    IReadOnlyList<HelpSection> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<HelpLink> RelatedLinks)
{
    public static HelpPage Read(string path)
    {
        var top = MarkdownSection.Read(File.ReadAllText(path));
        var sections = top.Sections.ToDictionary(section => section.Title, StringComparer.OrdinalIgnoreCase);
        return new HelpPage(
            Path.GetFileNameWithoutExtension(path),
            Paragraphs("SYNOPSIS"),
            Paragraphs("DESCRIPTION"),
            [.. Parts("EXAMPLES").Select(HelpExample.From)],
            Parts("PARAMETERS").ToDictionary(part => part.Title.TrimStart('-'), part => PlainText.Paragraphs(part.Blocks.Where(IsProse)),
                StringComparer.OrdinalIgnoreCase),
            [.. Parts("INPUTS").Select(HelpSection.From)],
            [.. Parts("OUTPUTS").Select(HelpSection.From)],
            Paragraphs("NOTES"),
            [.. sections.TryGetValue("RELATED LINKS", out var links) ? HelpLink.In(links.Blocks) : []]);

        // The block of facts about a parameter is PlatyPS's; here they come from the cmdlet.
        static bool IsProse(Block block) => block is not FencedCodeBlock { Info: "yaml" };
        IReadOnlyList<string> Paragraphs(string title) =>
            sections.TryGetValue(title, out var section) ? PlainText.Paragraphs(section.Blocks) : [];
        IReadOnlyList<MarkdownSection> Parts(string title) => sections.TryGetValue(title, out var section) ? section.Sections : [];
    }
}
