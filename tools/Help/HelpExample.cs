using Markdig.Syntax;

namespace InspectorHub.Help;

/// <summary>An example: what it shows, the commands, and what to say about them.</summary>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks)
{
    public static HelpExample From(MarkdownSection section) => new(
        section.Title,
        string.Join("\n", section.Blocks.OfType<FencedCodeBlock>().Take(1).Select(code => code.Lines.ToString())),
        PlainText.Paragraphs([.. section.Blocks.Except(section.Blocks.OfType<FencedCodeBlock>().Take(1))]));
}
