using Markdig.Syntax;

namespace InspectorHub.Help;

/// <summary>An example: what it shows, the commands, and what to say about them.</summary>
internal sealed record HelpExample(string Title, string Code, IReadOnlyList<string> Remarks)
{
    /// <summary>The title of an example without the number that the page gives it.</summary>
    public static string Unnumbered(string title) =>
        title.StartsWith("Example ", StringComparison.Ordinal) && title.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon
            ? title[(colon + 2)..] : title;

    public static HelpExample From(MarkdownSection section) => new(
        Unnumbered(section.Title),
        string.Join("\n", section.Blocks.OfType<FencedCodeBlock>().Take(1).Select(code => code.Lines.ToString())),
        PlainText.Paragraphs([.. section.Blocks.Except(section.Blocks.OfType<FencedCodeBlock>().Take(1))]));
}
