using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace InspectorHub.Help;

/// <summary>A heading, what stands under it, and the deeper headings under it.</summary>
internal sealed record MarkdownSection(string Title, int Level, List<Block> Blocks, List<MarkdownSection> Sections)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseYamlFrontMatter().Build();

    public static MarkdownSection Read(string markdown)
    {
        var top = new MarkdownSection("", 0, [], []);
        var open = new Stack<MarkdownSection>([top]);
        foreach (var block in Markdown.Parse(markdown, Pipeline))
        {
            if (block is YamlFrontMatterBlock) continue;
            if (block is not HeadingBlock heading)
            {
                open.Peek().Blocks.Add(block);
                continue;
            }

            while (open.Peek().Level >= heading.Level) open.Pop();
            var section = new MarkdownSection(PlainText.Of(heading.Inline), heading.Level, [], []);
            open.Peek().Sections.Add(section);
            open.Push(section);
        }

        // The first heading is the title of the whole.
        return top.Sections is [var only] ? only : top;
    }
}
