using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace InspectorHub.Help;

/// <summary>Markdown as a console shows it: paragraphs without marks, lists with dashes, tables in columns.</summary>
internal static class PlainText
{
    private const int TableWidth = 100;
    private const int NarrowestColumn = 24;
    private const string ColumnGap = "  ";

    public static IReadOnlyList<string> Paragraphs(IEnumerable<Block> blocks) => [.. blocks.SelectMany(Lines)];

    public static string Of(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines ?? Enumerable.Empty<Inline>())
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline => " ",
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                AutolinkInline link => link.Url,
                LinkInline link when HelpLink.IsAddress(link.Url) => $"{Of(link)} ({link.Url})",
                ContainerInline inner => Of(inner),
                _ => "",
            });
        }

        return text.ToString();
    }

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        ParagraphBlock paragraph => [Of(paragraph.Inline)],
        CodeBlock code => [code.Lines.ToString().TrimEnd()],
        ListBlock list => [string.Join("\n", list.OfType<ListItemBlock>().Select((item, index) => Item(item, list.IsOrdered ? $"{index + 1}. " : "- ")))],
        Table table => [Columns(table)],
        ContainerBlock container => container.SelectMany(Lines),
        _ => [],
    };

    private static string Item(ListItemBlock item, string mark) =>
        mark + string.Join("\n", Paragraphs(item)).Replace("\n", "\n" + new string(' ', mark.Length), StringComparison.Ordinal);

    private static string Columns(Table table)
    {
        var rows = table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(cell => string.Join(" ", Paragraphs(cell))).ToArray()).ToList();
        var columns = rows.Max(row => row.Length);
        var widths = Enumerable.Range(0, columns).Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0)).ToArray();
        // The last column takes what is left of the width and goes on below itself.
        var before = widths.Take(columns - 1).Sum(width => width + ColumnGap.Length);
        widths[^1] = Math.Min(widths[^1], Math.Max(NarrowestColumn, TableWidth - before));
        rows.Insert(1, [.. widths.Select(width => new string('-', width))]);
        return string.Join("\n", rows.SelectMany(row => Wrapped(row.ElementAtOrDefault(columns - 1) ?? "", widths[^1]).Select((line, index) =>
            string.Concat(widths.Take(columns - 1).Select((width, column) => (index == 0 ? row[column] : "").PadRight(width) + ColumnGap)) + line)));
    }

    private static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
