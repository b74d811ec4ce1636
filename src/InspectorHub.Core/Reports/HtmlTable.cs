using System.Net;

namespace InspectorHub.Reports;

/// <summary>A table that becomes a list of cards where it has no room: each cell knows its column.</summary>
internal sealed class HtmlTable : IDisposable
{
    private readonly TextWriter writer;
    private readonly (string Name, string Kind)[] columns;
    private int next;

    /// <param name="writer">Where to.</param>
    /// <param name="columns">Names, and how cells are shown: empty, number, name or bar.</param>
    public HtmlTable(TextWriter writer, params (string Name, string Kind)[] columns)
    {
        (this.writer, this.columns) = (writer, columns);
        writer.Write("<table>\n<thead><tr>");
        foreach (var (name, kind) in columns) writer.Write($"<th scope=\"col\" class=\"{kind}\">{Text(name)}</th>");
        writer.Write("</tr></thead>\n<tbody>\n");
    }

    /// <summary>Text as HTML.</summary>
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>A row of cells that are HTML.</summary>
    public void Row(params string[] cells)
    {
        writer.Write("<tr>");
        next = 0;
        foreach (var cell in cells)
        {
            var (name, kind) = columns[next++];
            writer.Write($"<td class=\"{kind}{(cell.Length == 0 ? " empty" : "")}\" data-column=\"{Text(name)}\">{cell}</td>");
        }

        writer.Write("</tr>\n");
    }

    /// <summary>Ends the table.</summary>
    public void Dispose() => writer.Write("</tbody>\n</table>\n");
}
