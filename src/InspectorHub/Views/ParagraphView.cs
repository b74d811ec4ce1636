using System.Text;

namespace InspectorHub.Views;

/// <summary>Sentences in lines that fit into any terminal, broken between words.</summary>
public static class ParagraphView
{
    private const int Width = 74;

    /// <summary>The lines; a word that is longer than one has a line of its own.</summary>
    public static string Text(string? text)
    {
        var lines = new StringBuilder();
        var length = 0;
        foreach (var word in (text ?? "").Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (length > 0)
            {
                var fits = length + 1 + word.Length <= Width;
                lines.Append(fits ? ' ' : '\n');
                length = fits ? length + 1 : 0;
            }

            lines.Append(word);
            length += word.Length;
        }

        return lines.ToString();
    }
}
