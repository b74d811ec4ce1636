namespace InspectorHub.Help;

/// <summary>A named part of a page, for example a type that a cmdlet gives.</summary>
internal sealed record HelpSection(string Title, IReadOnlyList<string> Paragraphs)
{
    public static HelpSection From(MarkdownSection section) => new(section.Title, PlainText.Paragraphs(section.Blocks));
}
