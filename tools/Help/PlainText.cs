using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace InspectorHub.Help;

/// <summary>Markdown as a console shows it: paragraphs without marks, lists with dashes, tables in columns.</summary>
internal static class PlainText
{
    /// <summary>The columns that a page has: those of a console, less what Get-Help indents it by.</summary>
    public const int Width = 76;

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
        ListBlock list =>
            [string.Join("\n", list.OfType<ListItemBlock>().Select((item, index) => Item(item, list.IsOrdered ? $"{index + 1}. " : "- ")))],
        Table table => [Columns(table)],
        ContainerBlock container => container.SelectMany(Lines),
        _ => [],
    };

    private static string Item(ListItemBlock item, string mark) =>
        mark + string.Join("\n", Paragraphs(item)).Replace("\n", "\n" + new string(' ', mark.Length), StringComparison.Ordinal);

    private static string Columns(Table table)
    {
        var rows = table.OfType<TableRow>()
            .Select(row => row.OfType<TableCell>().Select(cell => string.Join(" ", Paragraphs(cell))).ToArray()).ToList();
        var widths = Widths(rows);
        rows.Insert(1, [.. widths.Select(width => new string('-', width))]);
        return string.Join("\n", rows.SelectMany(row => Row(row, widths)));
    }

    // As wide as the texts, but no wider together than a page: the widest gives way, down to its longest word.
    private static int[] Widths(List<string[]> rows)
    {
        var columns = Enumerable.Range(0, rows.Max(row => row.Length))
            .Select(column => rows.Select(row => row.ElementAtOrDefault(column) ?? "").ToList()).ToList();
        var widths = columns.Select(texts => texts.Max(text => text.Length)).ToArray();
        var narrowest = columns.Select(texts => texts.SelectMany(text => text.Split(' ')).Max(word => word.Length)).ToArray();
        var room = Width - (ColumnGap.Length * (widths.Length - 1));
        while (widths.Sum() > room)
        {
            var widest = Enumerable.Range(0, widths.Length).Where(column => widths[column] > narrowest[column]).DefaultIfEmpty(-1)
                .MaxBy(column => column < 0 ? 0 : widths[column]);
            if (widest < 0) break;
            widths[widest]--;
        }

        return widths;
    }

    private static IEnumerable<string> Row(string[] cells, int[] widths)
    {
        var wrapped = widths.Select((width, column) => Wrapped(cells.ElementAtOrDefault(column) ?? "", width).ToList()).ToList();
        for (var line = 0; line < wrapped.Max(cell => cell.Count); line++)
            yield return string.Join(ColumnGap,
                wrapped.Select((cell, column) => (cell.ElementAtOrDefault(line) ?? "").PadRight(widths[column]))).TrimEnd();
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
