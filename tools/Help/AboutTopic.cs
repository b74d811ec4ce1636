using System.Text;
using Markdig.Syntax;

namespace InspectorHub.Help;

/// <summary>An about_ page as the text file that Get-Help shows.</summary>
internal static class AboutTopic
{
    private const int Width = PlainText.Width + 4;
    private const string Indent = "    ";

    public static void Write(string page, string folder)
    {
        var name = Path.GetFileNameWithoutExtension(page);
        File.WriteAllText(Path.Combine(folder, $"{name}.help.txt"), Text(MarkdownSection.Read(File.ReadAllText(page)), name));
    }

    private static string Text(MarkdownSection page, string name)
    {
        var text = new StringBuilder($"TOPIC\n{Indent}{name}\n\n");
        foreach (var section in page.Sections) Append(text, section);
        return text.ToString();
    }

    private static void Append(StringBuilder text, MarkdownSection section)
    {
        text.Append(section.Level == 2 ? section.Title.ToUpperInvariant() : $"  {section.Title}").Append('\n');
        foreach (var block in section.Blocks)
        {
            // Prose is wrapped; code and tables keep their lines, and code stands out.
            var indent = block is CodeBlock ? Indent + Indent : Indent;
            var wraps = block is ParagraphBlock or ListBlock;
            foreach (var line in PlainText.Paragraphs([block]).SelectMany(paragraph => paragraph.Split('\n')))
                text.Append(wraps ? Wrapped(line) : $"{indent}{line}".TrimEnd()).Append('\n');
            text.Append('\n');
        }

        foreach (var inner in section.Sections) Append(text, inner);
    }

    private static string Wrapped(string line)
    {
        var hanging = Indent +
            new string(' ', line.StartsWith("- ", StringComparison.Ordinal) ? 2 : line.TakeWhile(character => character == ' ').Count());
        var lines = new List<string>();
        var current = Indent + new string(' ', line.TakeWhile(character => character == ' ').Count());
        var empty = true;
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && current.Length + 1 + word.Length > Width)
            {
                lines.Add(current);
                (current, empty) = (hanging, true);
            }

            current += empty ? word : $" {word}";
            empty = false;
        }

        lines.Add(current);
        return string.Join("\n", lines);
    }
}
